package io.callfuse.engine.ingress.audiosocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bytes of one connection, without a network. */
@Timeout(120)
class AudioSocketDecoderTest {
    private static final CallId CALL = new CallId(UUID.fromString("67691a8c-145c-4c5e-9d0e-5b02753f4b8a"));
    private static final AudioSocketLimits LIMITS = new AudioSocketLimits(10, 4096, Duration.ofSeconds(5));

    private final AudioSocketCounters counters = new AudioSocketCounters();
    private CollectingSink sink;

    @Test
    void shouldGiveTheSameFramesWhereverTheBytesAreSplit() {
        short[] pcm = Messages.babble(1, 400, 8000);
        byte[] bytes = Messages.join(
                Messages.uuid(CALL),
                Messages.stream(0x10, pcm, 160),
                Messages.message(0x03, (byte) '#'),
                Messages.HANGUP);
        for (int split = 0; split <= bytes.length; split++) {
            EmbeddedChannel channel = connect(LIMITS);
            arrive(channel, Unpooled.copiedBuffer(bytes, 0, split));
            arrive(channel, Unpooled.copiedBuffer(bytes, split, bytes.length - split));
            assertThat(sink.samples()).startsWith(pcm).hasSize(480);
            assertThat(sink.digits).hasToString("#");
            assertThat(sink.end).isEqualTo(EndOfMedia.COMPLETED);
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void shouldGiveTheSameFramesByteByByte() {
        short[] pcm = Messages.babble(2, 1600, 8000);
        EmbeddedChannel channel = connect(LIMITS);
        for (byte each : Messages.join(Messages.uuid(CALL), Messages.stream(0x10, pcm, 160))) {
            channel.writeInbound(Unpooled.copiedBuffer(new byte[] {each}));
        }
        assertThat(sink.samples()).isEqualTo(pcm);
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldRefuseAnOversizeMessageBeforeItIsThere() {
        EmbeddedChannel channel = connect(LIMITS);
        ByteBuf bytes = Unpooled.copiedBuffer(Messages.join(Messages.uuid(CALL), Messages.claim(0x10, 4098)));
        channel.writeInbound(bytes);
        assertThat(counters.rejected(Rejection.OVERSIZE).sum()).isEqualTo(1);
        assertThat(sink.end).isEqualTo(EndOfMedia.PROTOCOL_ERROR);
        assertThat(bytes.refCnt()).isZero();
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldSendSilenceAtOnceAndEverySecond() {
        EmbeddedChannel channel = connect(LIMITS);
        channel.freezeTime();
        channel.writeInbound(Unpooled.copiedBuffer(Messages.uuid(CALL)));
        for (int second = 0; second < 10; second++) {
            channel.runScheduledPendingTasks();
            ByteBuf silence = channel.readOutbound();
            assertThat(silence.readableBytes()).isEqualTo(323);
            assertThat(silence.getMedium(0)).isEqualTo(0x10_0140);
            assertThat(channel.outboundMessages()).isEmpty();
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
        }
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldSendNothingToAPeerThatDoesNotRead() {
        EmbeddedChannel channel = connect(LIMITS);
        channel.freezeTime();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.writeInbound(Unpooled.copiedBuffer(Messages.uuid(CALL)));
        for (int second = 0; second < 5; second++) {
            channel.runScheduledPendingTasks();
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
        }
        assertThat(counters.silenceSkipped().sum()).isEqualTo(5);
        assertThat(counters.silenceSent().sum()).isZero();
        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(sink.end).isNull();
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldCloseAPeerThatNeitherTakesTheHangupNorCloses() {
        EmbeddedChannel channel = connect(LIMITS);
        channel.freezeTime();
        channel.advanceTimeBy(5, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(counters.rejected(Rejection.IDENTIFY_TIMEOUT).sum()).isEqualTo(1);
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldAllocateNothingForAMessageOfAudio() {
        Inlet inlet = new Inlet(LIMITS, offer -> new CountingSink(), counters);
        AudioSocketConnection connection = new AudioSocketConnection(inlet, "peer");
        AudioSocketDecoder decoder = new AudioSocketDecoder(LIMITS.maxPayloadBytes(), connection);
        EmbeddedChannel channel = new EmbeddedChannel(decoder, connection);
        channel.writeInbound(Unpooled.copiedBuffer(Messages.uuid(CALL)));
        ByteBuf messages = Unpooled.copiedBuffer(Messages.join(
                Messages.stream(0x10, Messages.babble(3, 8000, 8000), 160),
                Messages.stream(0x10, Messages.babble(4, 800, 8000), 80),
                Messages.stream(0x10, Messages.babble(5, 800, 8000), 55)));
        decodeAll(decoder, messages, 200);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        decodeAll(decoder, messages, 200);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(counters.audioMessages().sum()).isEqualTo(400 * 75);
        assertThat(allocated).isLessThan(1000);
        messages.release();
        channel.finishAndReleaseAll();
    }

    /** A closed channel takes no more, as a closed socket does not. */
    private static void arrive(EmbeddedChannel channel, ByteBuf bytes) {
        if (channel.isOpen()) {
            channel.writeInbound(bytes);
        } else {
            bytes.release();
        }
    }

    private static void decodeAll(AudioSocketDecoder decoder, ByteBuf messages, int rounds) {
        for (int round = 0; round < rounds; round++) {
            messages.readerIndex(0);
            while (messages.isReadable()) {
                decoder.decode(null, messages, null);
            }
        }
    }

    private EmbeddedChannel connect(AudioSocketLimits limits) {
        sink = null;
        Inlet inlet = new Inlet(limits, offer -> sink = new CollectingSink(), counters);
        AudioSocketConnection connection = new AudioSocketConnection(inlet, "fuzz");
        return new EmbeddedChannel(new AudioSocketDecoder(limits.maxPayloadBytes(), connection), connection);
    }

    private static final class CountingSink implements MediaFrameSink {
        private long frames;

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            frames++;
        }

        @Override
        public void gap(long insertedAtNs) {
            frames++;
        }

        @Override
        public void digit(char digit) {
            frames++;
        }

        @Override
        public void end(EndOfMedia reason) {
            frames = -1;
        }
    }
}
