package io.callfuse.engine.ingress.audiosocket;

import io.callfuse.dsp.signal.G711;
import io.callfuse.dsp.signal.Pcm16;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.LinearAssembler;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import io.callfuse.engine.ingress.MediaRefusedException;
import io.callfuse.engine.ingress.MediaStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer: waits for its UUID, offers the stream to the engine, and puts what it hears into the sink it got. All on the event
 * loop, except {@link #finish}. A message of audio allocates nothing.
 */
final class AudioSocketConnection extends ChannelInboundHandlerAdapter implements AudioSocketListener, MediaStream {
    private static final Logger LOG = LoggerFactory.getLogger(AudioSocketConnection.class);

    private final Inlet inlet;
    private final String peer;
    private final MuLawDetector muLawDetector = new MuLawDetector();
    private final StreamPace pace;
    private ChannelHandlerContext ctx;
    private BackChannel back;
    private ScheduledFuture<?> identifyTimer;
    private MediaFrameSink sink;
    private LinearAssembler assembler;
    private String ofCall = "";
    private boolean amidMessage;
    private boolean over;

    AudioSocketConnection(Inlet inlet, String peer) {
        this.inlet = inlet;
        this.peer = peer;
        pace = new StreamPace(inlet.limits.maxSpeed());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        back = new BackChannel(context.channel(), inlet.counters);
        long withinNs = inlet.limits.identifyWithin().toNanos();
        identifyTimer = context.executor().schedule(this::identifyTimeout, withinNs, TimeUnit.NANOSECONDS);
        inlet.counters.connections().increment();
    }

    @Override
    public void uuid(long mostSignificant, long leastSignificant) {
        if (over) {
            return;
        }
        if (sink != null) {
            reject(Rejection.SECOND_UUID, "a stream has one");
            return;
        }
        identifyTimer.cancel(false);
        CallId call = new CallId(new UUID(mostSignificant, leastSignificant));
        ofCall = "call " + call + ": ";
        try {
            sink = inlet.sessions.open(new MediaOffer(call, "audiosocket", peer, this));
        } catch (MediaRefusedException refused) {
            reject(Rejection.REFUSED, refused.getMessage());
            return;
        }
        assembler = new LinearAssembler(sink);
        inlet.counters.streams().increment();
        back.start();
    }

    @Override
    public void audio(int kind, ByteBuf bytes, int at, int lengthBytes) {
        if (!mayBeHeard("audio")) {
            return;
        }
        long nowNs = System.nanoTime();
        if (isTooFast(lengthBytes / Pcm16.SAMPLE_BYTES, MessageKind.sampleRateHz(kind), nowNs)) {
            return;
        }
        inlet.counters.audioMessages().increment();
        bytes.getBytes(at, inlet.payload, 0, lengthBytes);
        int samples = lengthBytes / Pcm16.SAMPLE_BYTES;
        if (kind == MessageKind.SLIN && muLawDetector.isMuLaw(inlet.payload, lengthBytes)) {
            inlet.counters.muLawMessages().increment();
            samples = lengthBytes;
            for (int i = 0; i < samples; i++) {
                inlet.samples[i] = G711.decodeMuLaw(inlet.payload[i]);
            }
        } else {
            Pcm16.decodeLittleEndian(inlet.payload, 0, inlet.samples, samples);
        }
        assembler.accept(inlet.samples, 0, samples, MessageKind.sampleRateHz(kind), nowNs);
    }

    private boolean isTooFast(int samples, int sampleRateHz, long nowNs) {
        if (pace.accept(samples, sampleRateHz, nowNs)) {
            return false;
        }
        reject(Rejection.TOO_FAST, "over " + inlet.limits.maxSpeed() + " times real time (audiosocket.maxSpeed)");
        return true;
    }

    @Override
    public void digit(char digit) {
        if (mayBeHeard("a digit") && !isTooFast(0, 1, System.nanoTime())) {
            inlet.counters.digits().increment();
            sink.digit(digit);
        }
    }

    @Override
    public void hangup() {
        if (!over) {
            endStream(EndOfMedia.COMPLETED);
            ctx.close();
        }
    }

    @Override
    public void fault(Rejection reason, String detail) {
        if (!over) {
            reject(reason, detail);
        }
    }

    @Override
    public void cutOff() {
        amidMessage = true;
    }

    /** From any thread. Never at once: the engine may still be inside the call that opens the stream. */
    @Override
    public void finish() {
        if (!ctx.executor().isShuttingDown()) {
            ctx.executor().execute(this::finishOnLoop);
        }
    }

    /** Sends the peer away: it is told in an orderly way, so that a dialplan that waits in the stream goes on. */
    void reject(Rejection reason, String detail) {
        inlet.counters.rejected(reason).increment();
        inlet.warnings.warn(reason.name(), peer, ofCall + detail + "; sent away", System.nanoTime());
        endStream(
                switch (reason) {
                    case PEER_ERROR -> EndOfMedia.CONNECTION_LOST;
                    case INTERNAL -> EndOfMedia.CLOSED_BY_ENGINE;
                    default -> EndOfMedia.PROTOCOL_ERROR;
                });
        back.hangUp();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (amidMessage) {
            lose();
        } else if (!over) {
            endStream(EndOfMedia.COMPLETED);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof IOException) {
            lose();
            context.close();
            return;
        }
        LOG.error(
                "{}AudioSocket peer {}: the engine failed",
                ofCall,
                peer,
                failure.getCause() == null ? failure : failure.getCause());
        if (over) {
            context.close();
        } else {
            reject(Rejection.INTERNAL, "the engine failed");
        }
    }

    private void finishOnLoop() {
        if (!over) {
            endStream(EndOfMedia.CLOSED_BY_ENGINE);
            back.hangUp();
        }
    }

    private void identifyTimeout() {
        if (!over) {
            reject(
                    Rejection.IDENTIFY_TIMEOUT,
                    "no UUID within " + inlet.limits.identifyWithin().toMillis() + " ms");
        }
    }

    private boolean mayBeHeard(String what) {
        if (!over && sink == null) {
            reject(Rejection.NOT_IDENTIFIED, what + " before the UUID");
        }
        return !over;
    }

    private void lose() {
        if (!over) {
            inlet.counters.connectionsLost().increment();
            endStream(EndOfMedia.CONNECTION_LOST);
        }
    }

    private void endStream(EndOfMedia reason) {
        over = true;
        identifyTimer.cancel(false);
        back.stop();
        if (assembler == null) {
            return;
        }
        try {
            assembler.end(reason);
        } catch (RuntimeException failure) {
            inlet.counters.rejected(Rejection.INTERNAL).increment();
            LOG.error("{}AudioSocket peer {}: the engine failed at the end of the stream", ofCall, peer, failure);
        }
    }
}
