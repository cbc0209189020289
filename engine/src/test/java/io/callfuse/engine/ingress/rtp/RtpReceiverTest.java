package io.callfuse.engine.ingress.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.PacedSink;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One stream, from packets to media frames. Packets are 20 ms long unless a test says otherwise. */
@Timeout(60)
class RtpReceiverTest {
    private static final int SSRC = 0x1a2b3c4d;
    private static final Duration DELAY = Duration.ofMillis(60);

    private final RtpCounters counters = new RtpCounters();
    private final CollectingSink sink = new CollectingSink();
    private final RtpPacket packet = new RtpPacket();
    private final short[] pcm = RtpBytes.babble(1, 160_000);
    private final short[] heard = RtpBytes.heard(RtpFormat.ULAW, pcm);
    private RtpReceiver receiver = receiver(RtpFormat.ULAW);

    @ParameterizedTest
    @EnumSource(value = RtpFormat.class, names = "SLIN16", mode = EnumSource.Mode.EXCLUDE)
    void shouldHearTheSamplesOfEveryFormatBitForBit(RtpFormat format) {
        receiver = receiver(format);
        for (int i = 0; i < 100; i++) {
            arrive(
                    20 * i,
                    RtpBytes.packet(format.payloadType(), 65_500 + i, -3000 + 160 * i, SSRC, payload(format, i)));
        }
        assertThat(sink.samples()).isEqualTo(Arrays.copyOf(RtpBytes.heard(format, pcm), 16_000));
        assertThat(sink.gapFrames()).isZero();
    }

    @Test
    void shouldBringSixteenKilohertzToEight() {
        receiver = receiver(RtpFormat.SLIN16);
        for (int i = 0; i < 100; i++) {
            byte[] payload = RtpBytes.payload(RtpFormat.SLIN16, pcm, 320 * i, 320);
            arrive(20 * i, RtpBytes.packet(118, i, 320 * i, SSRC, payload));
        }
        receiver.end(EndOfMedia.COMPLETED);
        assertThat(sink.frames).hasSize(100);
        assertThat(sink.end).isEqualTo(EndOfMedia.COMPLETED);
    }

    @Test
    void shouldTakeADynamicPayloadTypeForTheLinearFormatThatWasAnnounced() {
        receiver = receiver(RtpFormat.SLIN);
        arrive(0, RtpBytes.packet(97, 1, 0, SSRC, payload(RtpFormat.SLIN, 0)));
        assertThat(sink.samples()).isEqualTo(Arrays.copyOf(pcm, 160));
    }

    @Test
    void shouldHearNothingOfAPayloadTypeThatNobodyAnnounced() {
        arrive(0, RtpBytes.packet(97, 1, 0, SSRC, new byte[160]));
        arrive(20, RtpBytes.packet(9, 2, 160, SSRC, new byte[160]));
        assertThat(sink.frames).isEmpty();
        assertThat(counters.unknownPayload().sum()).isEqualTo(2);
    }

    @Test
    void shouldPutAGapFrameWhereAPacketIsLostAndKeepTheTime() {
        for (int i = 0; i < 50; i++) {
            if (i % 10 != 5) {
                audio(20 * i, i, i);
            }
        }
        receiver.end(EndOfMedia.COMPLETED);
        assertThat(sink.frames).hasSize(50);
        for (int i = 0; i < 50; i++) {
            if (i % 10 == 5) {
                assertThat(sink.frames.get(i)).isNull();
            } else {
                assertThat(sink.frames.get(i)).isEqualTo(Arrays.copyOfRange(heard, 160 * i, 160 * i + 160));
            }
        }
        assertThat(counters.lost().sum()).isEqualTo(5);
    }

    @Test
    void shouldKeepTheTimeOfASenderThatIsSilentWithoutSending() {
        audio(0, 0, 0);
        audio(1020, 1, 51);
        assertThat(sink.frames).hasSize(52);
        assertThat(sink.gapFrames()).isEqualTo(50);
        assertThat(counters.lost().sum()).isZero();
    }

    @Test
    void shouldFadeOutInAFrameThatALossCutsInTwo() {
        byte[] thirtyMs = RtpBytes.payload(RtpFormat.ULAW, pcm, 0, 240);
        arrive(0, RtpBytes.packet(0, 0, 0, SSRC, thirtyMs));
        arrive(90, RtpBytes.packet(0, 3, 720, SSRC, thirtyMs));
        receiver.advance(200_000_000L);
        receiver.end(EndOfMedia.COMPLETED);
        assertThat(sink.frames).hasSize(6);
        assertThat(sink.gapFrames()).isEqualTo(2);
        assertThat(sink.frames.get(1))
                .startsWith(Arrays.copyOfRange(heard, 160, 240))
                .endsWith((short) 0, (short) 0);
        assertThat(Arrays.copyOfRange(sink.frames.get(1), 120, 160)).containsOnly(0);
        assertThat(sink.frames.get(4)).startsWith(new short[80]).endsWith(Arrays.copyOf(heard, 80));
    }

    @Test
    void shouldStretchNothingByWhatComesLate() {
        audio(0, 0, 0);
        audio(40, 2, 2);
        audio(120, 3, 3);
        audio(121, 1, 1);
        audio(122, 4, 4);
        assertThat(sink.frames).hasSize(5);
        assertThat(sink.gapFrames()).isEqualTo(1);
        assertThat(counters.late().sum()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWithAnotherSsrcAfterTwoOfItsPackets() {
        audio(0, 0, 0);
        arrive(20, RtpBytes.packet(0, 9000, 123, 99, payload(RtpFormat.ULAW, 1)));
        assertThat(sink.frames).hasSize(1);
        arrive(40, RtpBytes.packet(0, 9001, 283, 99, payload(RtpFormat.ULAW, 2)));
        arrive(60, RtpBytes.packet(0, 9002, 443, 99, payload(RtpFormat.ULAW, 3)));
        assertThat(sink.samples()).isEqualTo(Arrays.copyOf(heard, 640));
        assertThat(counters.restarts().sum()).isEqualTo(1);
    }

    @Test
    void shouldMeasureTheHoleBeforeAnotherSsrcByTheArrivals() {
        audio(0, 0, 0);
        arrive(1020, RtpBytes.packet(0, 9000, 123, 99, payload(RtpFormat.ULAW, 1)));
        arrive(1040, RtpBytes.packet(0, 9001, 283, 99, payload(RtpFormat.ULAW, 2)));
        assertThat(sink.frames).hasSize(53);
        assertThat(sink.gapFrames()).isEqualTo(50);
    }

    @Test
    void shouldNotBeLedAstrayByASecondSourceBesideTheFirst() {
        for (int i = 0; i < 50; i++) {
            audio(20 * i, i, i);
            arrive(20 * i + 1, RtpBytes.packet(0, 500 + i, 160 * i, 99, new byte[160]));
        }
        assertThat(sink.samples()).isEqualTo(Arrays.copyOf(heard, 8000));
        assertThat(counters.restarts().sum()).isZero();
        // The last one may still be the first of a new beginning.
        assertThat(counters.otherSources().sum()).isEqualTo(49);
    }

    @Test
    void shouldGoOnWhereTheNumbersBeginAnew() {
        audio(0, 40_000, 0);
        audio(20, 5, 1);
        audio(40, 6, 2);
        audio(60, 7, 3);
        assertThat(sink.samples()).isEqualTo(Arrays.copyOf(heard, 640));
        assertThat(counters.restarts().sum()).isEqualTo(1);
        assertThat(counters.lost().sum()).isZero();
    }

    @Test
    void shouldHearALongOutageAsAGapOfItsLength() {
        for (int i = 0; i < 10; i++) {
            audio(20 * i, i, i);
        }
        for (int i = 510; i < 520; i++) {
            audio(20 * i, i, i);
        }
        assertThat(sink.frames).hasSize(520);
        assertThat(sink.gapFrames()).isEqualTo(500);
        assertThat(counters.lost().sum()).isEqualTo(500);
        assertThat(counters.restarts().sum()).isZero();
    }

    @Test
    void shouldNotBelieveTimestampsThatRunAheadOfTime() {
        for (int i = 0; i < 500; i++) {
            arrive(20 * i, RtpBytes.packet(0, i, 320 * i, SSRC, payload(RtpFormat.ULAW, i)));
        }
        assertThat(sink.audioFrames()).isEqualTo(500);
        assertThat(sink.gapFrames()).isLessThanOrEqualTo(101);
        assertThat(counters.timestampJumps().sum()).isPositive();
    }

    @Test
    void shouldGoOnWhereTheTimestampsJumpBackOrFarAhead() {
        audio(0, 0, 100);
        audio(20, 1, 50);
        arrive(40, RtpBytes.packet(0, 2, 0x70000000, SSRC, payload(RtpFormat.ULAW, 1)));
        assertThat(sink.frames).hasSize(3);
        assertThat(sink.gapFrames()).isZero();
        assertThat(counters.timestampJumps().sum()).isEqualTo(2);
    }

    @Test
    void shouldTakeComfortNoiseForSilence() {
        audio(0, 0, 0);
        arrive(20, RtpBytes.packet(13, 1, 160, SSRC, (byte) 60));
        audio(220, 2, 11);
        assertThat(sink.frames).hasSize(12);
        assertThat(sink.gapFrames()).isEqualTo(10);
        assertThat(counters.comfortNoise().sum()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 96})
    void shouldTellEachKeyOnceAndLeaveItOutOfTheAudio(int payloadType) {
        audio(0, 0, 0);
        int sequence = 1;
        for (int key : new int[] {5, 5, 11}) {
            int timestamp = 160 * sequence;
            for (int part = 1; part <= 6; part++) {
                byte[] event = RtpBytes.event(key, part > 3, 160 * Math.min(part, 4));
                int marked = part == 1 ? payloadType | 0x80 : payloadType;
                arrive(20 * sequence, RtpBytes.packet(marked, sequence, timestamp, SSRC, event));
                sequence++;
            }
        }
        audio(20 * sequence, sequence, sequence);
        assertThat(sink.digits).hasToString("55#");
        assertThat(sink.audioFrames()).isEqualTo(2);
        assertThat(sink.frames).hasSize(sequence + 1);
        assertThat(counters.digits().sum()).isEqualTo(3);
    }

    @Test
    void shouldTellAKeyWhoseFirstPacketWasLostAndOneHeldForLongOnce() {
        arrive(0, RtpBytes.packet(101, 1, 0, SSRC, RtpBytes.event(3, false, 480)));
        arrive(20, RtpBytes.packet(101, 2, 0, SSRC, RtpBytes.event(3, false, 65_535)));
        arrive(40, RtpBytes.packet(101, 3, 65_535, SSRC, RtpBytes.event(3, true, 160)));
        arrive(60, RtpBytes.packet(101, 4, 65_535, SSRC, RtpBytes.event(16, true, 160)));
        assertThat(sink.digits).hasToString("3");
    }

    @Test
    void shouldNotTellTheClockAgainOfAHoleThatItHasFilled() {
        PacedSink clock = new PacedSink(sink, 0, Duration.ofMillis(200));
        receiver = new RtpReceiver(Optional.empty(), DELAY, clock, counters);
        for (int i = 0; i < 10; i++) {
            audio(20 * i, i, i);
        }
        for (int ms = 200; ms < 1200; ms += 100) {
            clock.tick(ms * 1_000_000L);
        }
        audio(1220, 10, 60);
        audio(1240, 11, 61);
        audio(1360, 12, 67);
        assertThat(sink.frames).hasSize(68);
        assertThat(sink.audioFrames()).isEqualTo(13);
    }

    @Test
    void shouldAllocateNothingForAPacketInAnyOrder() {
        CountingSink counting = new CountingSink();
        receiver = new RtpReceiver(Optional.empty(), DELAY, counting, counters);
        byte[] bytes = RtpBytes.packet(0, 0, 0, SSRC, new byte[160]);
        play(bytes, 0, 20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        play(bytes, 20_000, 40_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(counting.frames).isEqualTo(40_000);
        assertThat(allocated).isLessThan(1000);
    }

    /** Every tenth packet swapped with its neighbour, every fiftieth lost. */
    private void play(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int number = i % 10 == 3 ? i + 1 : i % 10 == 4 ? i - 1 : i;
            if (number % 50 != 30) {
                bytes[2] = (byte) (number >> 8);
                bytes[3] = (byte) number;
                int timestamp = 160 * number;
                for (int at = 0; at < 4; at++) {
                    bytes[4 + at] = (byte) (timestamp >> 24 - 8 * at);
                }
                arrive(20 * i, bytes);
            }
        }
    }

    private RtpReceiver receiver(RtpFormat format) {
        return new RtpReceiver(Optional.of(format), DELAY, sink, counters);
    }

    private byte[] payload(RtpFormat format, int index) {
        return RtpBytes.payload(format, pcm, 160 * index, 160);
    }

    /** Packet with this number, with the audio and the time of the frame with this index. */
    private void audio(int atMs, int sequence, int index) {
        byte[] payload = payload(RtpFormat.ULAW, index);
        arrive(atMs, RtpBytes.packet(0, sequence, 160 * index, SSRC, payload));
    }

    private void arrive(int atMs, byte[] bytes) {
        packet.read(bytes, 0, bytes.length, atMs * 1_000_000L);
        receiver.accept(packet);
    }
}
