package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import io.callfuse.engine.ingress.MediaRefusedException;
import io.callfuse.engine.ingress.MediaStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audio of one call, from the time it is asked for: waits for the word from where it will come, opens the call with the first
 * packet, and is over when it is forgotten, finished, or silent for too long. All on the event loop, except {@link #finish}.
 */
final class RtpStream implements MediaStream {
    private static final Logger LOG = LoggerFactory.getLogger(RtpStream.class);

    private final CallId call;
    private final RtpServer server;
    private final RtpInlet inlet;
    private final RtpPort port;
    private final boolean ownsPort;
    private InetSocketAddress source;
    private RtpFormat format;
    private RtpReceiver receiver;
    private long lastPacketNs;
    private Runnable onEnd = () -> {};
    private boolean over;

    RtpStream(CallId call, RtpServer server, RtpInlet inlet, RtpPort port, boolean ownsPort) {
        this.call = call;
        this.server = server;
        this.inlet = inlet;
        this.port = port;
        this.ownsPort = ownsPort;
        lastPacketNs = System.nanoTime();
    }

    CallId call() {
        return call;
    }

    RtpPort port() {
        return port;
    }

    /** Whether it has a port of its own, which must be given back. */
    boolean ownsPort() {
        return ownsPort;
    }

    /** Says from where the packets will come, and whom to tell of the end. */
    void expect(InetSocketAddress from, RtpFormat inFormat, Runnable toTell) {
        if (source != null) {
            port.unroute(source, this);
        }
        source = from;
        format = inFormat;
        onEnd = toTell;
        lastPacketNs = System.nanoTime();
        if (from.getPort() == 0) {
            port.learn(this);
        } else {
            takeOver(from);
        }
    }

    /** Says from which port of the expected host the first packet came. */
    void learned(InetSocketAddress from) {
        source = from;
        takeOver(from);
    }

    private void takeOver(InetSocketAddress from) {
        RtpStream before = port.route(from, this);
        if (before != null) {
            // Two channels cannot send from one port: the other is gone, and nobody has said so.
            before.end(EndOfMedia.CONNECTION_LOST);
        }
    }

    boolean isFromHost(InetAddress host) {
        return source.getAddress().equals(host);
    }

    /** Takes the next packet from the network. */
    void accept(RtpPacket packet) {
        lastPacketNs = packet.arrivalNs();
        if (receiver == null) {
            open();
        }
        if (!over) {
            receiver.accept(packet);
        }
    }

    private void open() {
        String peer = source.getHostString() + ":" + source.getPort();
        try {
            MediaFrameSink sink = inlet.sessions.open(new MediaOffer(call, "rtp", peer, this));
            receiver = new RtpReceiver(Optional.of(format), inlet.settings.delay(), sink, inlet.counters);
            inlet.counters.streams().increment();
        } catch (MediaRefusedException refused) {
            inlet.counters.refused().increment();
            LOG.warn("call {}: RTP from {} is not heard: {}", call, peer, refused.getMessage());
            end(EndOfMedia.CLOSED_BY_ENGINE);
        }
    }

    /** Gives up what has been waited for long enough, and the stream itself if it has been silent for too long. */
    void tick(long nowNs) {
        if (nowNs - lastPacketNs > inlet.settings.idleTimeout().toNanos()) {
            inlet.counters.idle().increment();
            LOG.warn(
                    "call {}: no RTP from {} for {} s; the stream is over",
                    call,
                    source == null ? "anywhere" : source,
                    inlet.settings.idleTimeout().toSeconds());
            end(EndOfMedia.CONNECTION_LOST);
        } else if (receiver != null) {
            receiver.advance(nowNs);
        }
    }

    /** From any thread. Never at once: the engine may still be inside the call that opens the stream. */
    @Override
    public void finish() {
        server.execute(() -> end(EndOfMedia.CLOSED_BY_ENGINE));
    }

    /** The engine failed while it heard this stream. */
    void fail() {
        try {
            end(EndOfMedia.CLOSED_BY_ENGINE);
        } catch (RuntimeException failure) {
            LOG.error("call {}: the engine failed at the end of its RTP stream", call, failure);
        }
    }

    /** Ends the stream, once; its port and its source are free again. */
    void end(EndOfMedia reason) {
        if (over) {
            return;
        }
        over = true;
        if (source != null) {
            port.unroute(source, this);
        }
        server.over(this);
        onEnd.run();
        if (receiver != null) {
            receiver.end(reason);
        }
    }
}
