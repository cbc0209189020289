package io.callfuse.engine.ingress.websocket;

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
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of chan_websocket: waits for MEDIA_START, offers the stream to the engine, and puts what it hears into the sink it
 * got. Sends nothing but the close. All on the event loop, except {@link #finish}.
 */
final class WebSocketStream extends ChannelInboundHandlerAdapter implements MediaStream {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketStream.class);
    private static final String DIGITS = "0123456789*#ABCD";
    private static final long LINGER_MS = 2000;
    private static final long NS_PER_S = 1_000_000_000L;

    private final WebSocketInlet inlet;
    private final CallId call;
    private final String peer;
    private final LiveEdge edge;
    private ChannelHandlerContext ctx;
    private ScheduledFuture<?> startTimer;
    private WebSocketFormat format;
    private MediaFrameSink sink;
    private LinearAssembler assembler;
    private int carriedBytes;
    private byte carried;
    private long skippedNs;
    private boolean skipping;
    private boolean over;

    WebSocketStream(WebSocketInlet inlet, CallId call, String peer) {
        this.inlet = inlet;
        this.call = call;
        this.peer = peer;
        edge = new LiveEdge(inlet.limits.maxBacklog());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        startTimer = context.executor()
                .schedule(this::startTimeout, inlet.limits.startWithin().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        try {
            if (over) {
                return;
            }
            if (message instanceof BinaryWebSocketFrame binary) {
                audio(binary.content());
            } else if (message instanceof TextWebSocketFrame text) {
                event(MediaEvent.parse(text.text()));
            } else if (message instanceof CloseWebSocketFrame) {
                endStream(EndOfMedia.COMPLETED);
                sendClose(WebSocketCloseStatus.NORMAL_CLOSURE, "");
            }
        } catch (MediaEvent.MalformedException malformed) {
            reject(WebSocketFault.MALFORMED_EVENT, malformed.getMessage());
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void event(MediaEvent event) {
        switch (event.name()) {
            case "MEDIA_START" -> start(event);
            case "DTMF_END" -> digit(event.field("digit"));
            case "MEDIA_XOFF" -> {
                inlet.counters.flowOff().increment();
                warn("MEDIA_XOFF", "Asterisk's own queue is full, though nothing is sent to it");
            }
            case "MEDIA_XON" -> inlet.counters.flowOn().increment();
            default -> {
                inlet.counters.faults(WebSocketFault.UNKNOWN_EVENT).increment();
                warn("UNKNOWN_EVENT", "'" + event.name() + "' is not known here and is passed over");
            }
        }
    }

    private void start(MediaEvent event) {
        if (sink != null) {
            reject(WebSocketFault.SECOND_START, "a stream has one");
            return;
        }
        startTimer.cancel(false);
        format = WebSocketFormat.of(event.field("format")).orElse(null);
        if (format == null) {
            reject(
                    WebSocketFault.UNKNOWN_FORMAT,
                    "'" + MediaEvent.shown(event.field("format")) + "' is not heard; slin, slin16, ulaw and alaw are");
            return;
        }
        try {
            sink = inlet.sessions.open(new MediaOffer(call, "websocket", peer, this));
        } catch (MediaRefusedException refused) {
            reject(WebSocketFault.REFUSED, refused.getMessage());
            return;
        }
        assembler = new LinearAssembler(sink);
        inlet.counters.streams().increment();
    }

    private void digit(String digit) {
        if (sink == null) {
            reject(WebSocketFault.NOT_STARTED, "a key before MEDIA_START");
        } else if (digit.length() == 1 && DIGITS.contains(digit)) {
            inlet.counters.digits().increment();
            sink.digit(digit.charAt(0));
        } else {
            inlet.counters.faults(WebSocketFault.BAD_DIGIT).increment();
            warn("BAD_DIGIT", "'" + MediaEvent.shown(digit) + "' is no key and is passed over");
        }
    }

    private void audio(ByteBuf bytes) {
        if (sink == null) {
            reject(WebSocketFault.NOT_STARTED, "audio before MEDIA_START");
            return;
        }
        inlet.counters.audioMessages().increment();
        int length = bytes.readableBytes();
        inlet.payload[0] = carried;
        bytes.getBytes(bytes.readerIndex(), inlet.payload, carriedBytes, length);
        int samples = (carriedBytes + length) / format.sampleBytes();
        carriedBytes = (carriedBytes + length) % format.sampleBytes();
        carried = carriedBytes == 0 ? 0 : inlet.payload[samples * format.sampleBytes()];
        long nowNs = System.nanoTime();
        long mediaNs = samples * NS_PER_S / format.sampleRateHz();
        if (edge.admits(mediaNs, nowNs)) {
            skipping = false;
            format.decode(inlet.payload, inlet.samples, samples);
            assembler.accept(inlet.samples, 0, samples, format.sampleRateHz(), nowNs);
        } else {
            skip(mediaNs);
        }
    }

    private void skip(long mediaNs) {
        long beforeMs = TimeUnit.NANOSECONDS.toMillis(skippedNs);
        skippedNs += mediaNs;
        inlet.counters.skippedMs().add(TimeUnit.NANOSECONDS.toMillis(skippedNs) - beforeMs);
        if (!skipping) {
            skipping = true;
            inlet.counters.bursts().increment();
            warn(
                    "LATE",
                    "its audio was held up and comes all at once; what is over "
                            + inlet.limits.maxBacklog().toMillis()
                            + " ms of it is skipped, so that the caller is heard as he speaks");
        }
    }

    private void warn(String kind, String detail) {
        inlet.warnings.warn(kind, peer, "call " + call + ": " + detail, System.nanoTime());
    }

    /** From any thread. Never at once: the engine may still be inside the call that opens the stream. */
    @Override
    public void finish() {
        finish(EndOfMedia.CLOSED_BY_ENGINE);
    }

    /** The same for another reason. */
    void finish(EndOfMedia reason) {
        if (!inlet.loop.netty().isShuttingDown()) {
            inlet.loop.execute(() -> {
                if (!over) {
                    endStream(reason);
                    sendClose(WebSocketCloseStatus.NORMAL_CLOSURE, "");
                }
            });
        }
    }

    /** Sends the peer away, and says why. */
    void reject(WebSocketFault fault, String detail) {
        if (over) {
            return;
        }
        inlet.counters.faults(fault).increment();
        warn(fault.name(), detail + "; the stream is closed");
        endStream(fault == WebSocketFault.INTERNAL ? EndOfMedia.CLOSED_BY_ENGINE : EndOfMedia.PROTOCOL_ERROR);
        sendClose(fault.status(), fault.name());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lose();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof IOException || failure instanceof PrematureChannelClosureException) {
            lose();
            context.close();
        } else if (failure instanceof TooLongFrameException || isTooBig(failure)) {
            reject(WebSocketFault.OVERSIZE, "a message of more than " + inlet.limits.maxMessageBytes() + " bytes");
        } else if (failure instanceof CorruptedWebSocketFrameException) {
            reject(WebSocketFault.BROKEN_FRAME, failure.getMessage());
        } else {
            LOG.error("call {}: WebSocket peer {}: the engine failed", call, peer, failure);
            reject(WebSocketFault.INTERNAL, "the engine failed");
        }
    }

    private static boolean isTooBig(Throwable failure) {
        return failure instanceof CorruptedWebSocketFrameException corrupted
                && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
    }

    private void startTimeout() {
        reject(
                WebSocketFault.START_TIMEOUT,
                "no MEDIA_START within " + inlet.limits.startWithin().toMillis() + " ms");
    }

    private void lose() {
        if (!over) {
            inlet.counters.connectionsLost().increment();
            endStream(EndOfMedia.CONNECTION_LOST);
        }
    }

    /** Closes when the peer has, or after 2 s: to close while audio still comes in would reset the connection. */
    private void sendClose(WebSocketCloseStatus status, String reason) {
        if (!ctx.channel().isActive()) {
            ctx.close();
            return;
        }
        ScheduledFuture<?> impatience = ctx.executor().schedule(() -> ctx.close(), LINGER_MS, TimeUnit.MILLISECONDS);
        ctx.channel().closeFuture().addListener(closed -> impatience.cancel(false));
        ctx.writeAndFlush(new CloseWebSocketFrame(status, reason)).addListener(sent -> {
            if (!sent.isSuccess()) {
                ctx.close();
            }
        });
    }

    private void endStream(EndOfMedia reason) {
        over = true;
        startTimer.cancel(false);
        if (assembler == null) {
            return;
        }
        if (skippedNs > 0) {
            LOG.info("call {}: {} ms of its audio came too late and were skipped", call, skippedNs / 1_000_000);
        }
        try {
            assembler.end(reason);
        } catch (RuntimeException failure) {
            inlet.counters.faults(WebSocketFault.INTERNAL).increment();
            LOG.error("call {}: WebSocket peer {}: the engine failed at the end of the stream", call, peer, failure);
        }
    }
}
