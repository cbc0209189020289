package io.callfuse.engine.ingress.websocket;

import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaSessions;
import io.callfuse.engine.ingress.PeerWarnings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.util.concurrent.TimeUnit;

/**
 * What all WebSocket streams share, whoever opened them, on the ingress loop: one message at a time is unpacked, so one scratch
 * serves all. {@link #close} waits for the loop, so it may not be called on it.
 */
public final class WebSocketInlet implements AutoCloseable {
    /** The subprotocol that both sides speak. */
    static final String SUBPROTOCOL = "media";

    private static final long CLOSE_WITHIN_S = 3;

    final IngressLoop loop;
    final WebSocketLimits limits;
    final MediaSessions sessions;
    final WebSocketCounters counters;
    final PeerWarnings warnings = new PeerWarnings("WebSocket");
    final byte[] payload;
    final short[] samples;
    private final ChannelGroup open;

    /** Prepares an inlet that nobody has connected to yet. */
    public WebSocketInlet(
            IngressLoop loop, WebSocketLimits limits, MediaSessions sessions, WebSocketCounters counters) {
        this.loop = loop;
        this.limits = limits;
        this.sessions = sessions;
        this.counters = counters;
        // One byte more than a message: half a sample may be left of the one before.
        payload = new byte[limits.maxMessageBytes() + 1];
        samples = new short[limits.maxMessageBytes() + 1];
        open = new DefaultChannelGroup(loop.netty());
    }

    /** Puts what hears a stream behind the handlers of the handshake. */
    void hear(ChannelPipeline pipeline, WebSocketStream stream) {
        open.add(pipeline.channel());
        counters.connections().increment();
        pipeline.addLast("fragments", new WebSocketFrameAggregator(limits.maxMessageBytes()))
                .addLast("stream", stream);
    }

    /** How many WebSockets are open. */
    public int connections() {
        return open.size();
    }

    /** Ends all streams in an orderly way and waits for that, at most 3 s. */
    @Override
    public void close() {
        for (Channel channel : open) {
            WebSocketStream stream = channel.pipeline().get(WebSocketStream.class);
            if (stream == null) {
                channel.close();
            } else {
                stream.finish();
            }
        }
        open.newCloseFuture().awaitUninterruptibly(CLOSE_WITHIN_S, TimeUnit.SECONDS);
    }
}
