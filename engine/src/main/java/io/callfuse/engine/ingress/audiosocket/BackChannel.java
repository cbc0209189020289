package io.callfuse.engine.ingress.audiosocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What the engine sends to a peer: silence at once and every second, so that Asterisk neither waits for us nor gives up; and in
 * the end a hangup. Never more than the write buffer's mark is held for a peer that does not read. On the event loop.
 */
final class BackChannel {
    private static final ByteBuf SILENCE = constant(new byte[] {MessageKind.SLIN, 0x01, 0x40}, 320);
    private static final ByteBuf HANGUP = constant(new byte[] {MessageKind.HANGUP, 0, 0}, 0);
    private static final long SILENCE_EVERY_MS = 1000;
    private static final long LINGER_MS = 2000;

    private final Channel channel;
    private final AudioSocketCounters counters;
    private ScheduledFuture<?> timer;

    BackChannel(Channel channel, AudioSocketCounters counters) {
        this.channel = channel;
        this.counters = counters;
    }

    /** Sends silence now and every second from now on. */
    void start() {
        timer = channel.eventLoop().scheduleAtFixedRate(this::sendSilence, 0, SILENCE_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Sends nothing more. */
    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /**
     * Sends the hangup and closes, in an orderly way: to close while audio still comes in would make the kernel reset the
     * connection, and the hangup might be lost. So our half closes first, and all of it when the peer has closed its own, or
     * after 2 s.
     */
    void hangUp() {
        stop();
        if (!channel.isActive()) {
            channel.close();
            return;
        }
        ScheduledFuture<?> impatience =
                channel.eventLoop().schedule(() -> channel.close(), LINGER_MS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> impatience.cancel(false));
        channel.writeAndFlush(HANGUP.duplicate()).addListener(sent -> closeOurHalf());
    }

    private void closeOurHalf() {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }

    private void sendSilence() {
        if (!channel.isWritable()) {
            counters.silenceSkipped().increment();
            return;
        }
        counters.silenceSent().increment();
        channel.writeAndFlush(SILENCE.duplicate(), channel.voidPromise());
    }

    private static ByteBuf constant(byte[] header, int zeros) {
        ByteBuf message = Unpooled.directBuffer(header.length + zeros);
        message.writeBytes(header).writeZero(zeros);
        return Unpooled.unreleasableBuffer(message.asReadOnly());
    }
}
