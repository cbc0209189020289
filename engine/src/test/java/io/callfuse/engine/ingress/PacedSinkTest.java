package io.callfuse.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.call.MediaTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PacedSinkTest {
    /** Not zero, and near the end of the range: {@link System#nanoTime()} may be anything. */
    private static final long ORIGIN_NS = Long.MAX_VALUE - 1_000_000_000L;

    private static final short[] SILENCE = new short[MediaTime.FRAME_SAMPLES];

    private final CollectingSink leg = new CollectingSink();
    private final PacedSink clock = new PacedSink(leg, ORIGIN_NS, Duration.ofMillis(200));

    @Test
    void shouldBringACallWithoutAnyMediaToItsDeadline() {
        for (long atMs = 100; atMs <= 60_000; atMs += 100) {
            clock.tick(ns(atMs));
        }
        assertThat(leg.gapFrames()).isEqualTo(3000);
        assertThat(clock.mediaNs()).isEqualTo(Duration.ofSeconds(60).toNanos());
        assertThat(clock.gaps()).isEqualTo(3000);
    }

    @Test
    void shouldInsertNothingWhileAudioComes() {
        playInRealTime(0, 10_000);
        assertThat(leg.gapFrames()).isZero();
        assertThat(leg.audioFrames()).isEqualTo(500);
    }

    @Test
    void shouldFillASilenceUpToTheWallClockAndNotBeyond() {
        playInRealTime(0, 1000);
        for (long atMs = 1000; atMs <= 5000; atMs += 100) {
            clock.tick(ns(atMs));
            assertThat(clock.mediaNs()).isLessThanOrEqualTo(ns(atMs) - ORIGIN_NS);
        }
        assertThat(clock.mediaNs()).isEqualTo(Duration.ofSeconds(5).toNanos());
        playInRealTime(5000, 6000);
        assertThat(leg.audioFrames()).isEqualTo(100);
        assertThat(leg.gapFrames()).isEqualTo(200);
    }

    @Test
    void shouldWaitForGapAfterBeforeItInserts() {
        playInRealTime(0, 1000);
        clock.tick(ns(1179));
        assertThat(leg.gapFrames()).isZero();
        clock.tick(ns(1200));
        assertThat(leg.gapFrames()).isEqualTo(10);
    }

    @Test
    void shouldGoOnWithEveryTickOnceAGapHasBegun() {
        clock.tick(ns(200));
        clock.tick(ns(300));
        assertThat(leg.gapFrames()).isEqualTo(15);
        clock.audio(SILENCE, 0, ns(350));
        assertThat(leg.gapFrames()).isEqualTo(16);
        clock.tick(ns(500));
        assertThat(leg.gapFrames()).isEqualTo(16);
    }

    @Test
    void shouldTellWhereItWouldStandAndInsertNothing() {
        playInRealTime(0, 1000);
        assertThat(clock.clockFrames(ns(1179))).isEqualTo(50);
        assertThat(clock.clockFrames(ns(1210))).isEqualTo(60);
        assertThat(clock.clockFrames(ns(9000))).isEqualTo(450);
        assertThat(clock.clockFrames()).isEqualTo(50);
        clock.tick(ns(1200));
        assertThat(clock.clockFrames(ns(1225))).as("in a gap, frame by frame").isEqualTo(61);
        assertThat(leg.gapFrames()).isEqualTo(10);
    }

    @Test
    void shouldInsertNothingIntoAReplayThatIsFasterThanRealTime() {
        for (int frame = 0; frame < 3000; frame++) {
            long nowNs = ns(frame);
            clock.audio(SILENCE, 0, nowNs);
            clock.tick(nowNs);
        }
        for (long atMs = 3000; atMs <= 60_000; atMs += 100) {
            clock.tick(ns(atMs));
        }
        assertThat(leg.gapFrames()).isZero();
        clock.tick(ns(60_200));
        assertThat(leg.gapFrames()).isEqualTo(10);
    }

    @Test
    void shouldFillTheTimeFromTheWatchToTheFirstAudio() {
        clock.audio(SILENCE, 0, ns(8000));
        assertThat(leg.gapFrames()).isEqualTo(399);
        assertThat(leg.frames.get(398)).isNull();
        assertThat(leg.frames.get(399)).isNotNull();
        assertThat(clock.mediaNs()).isEqualTo(Duration.ofSeconds(8).toNanos());
    }

    @Test
    void shouldInsertNothingBeforeAudioThatComesAtOnce() {
        clock.audio(SILENCE, 0, ns(150));
        assertThat(leg.gapFrames()).isZero();
    }

    @Test
    void shouldAbsorbLateAudioInLaterSilences() {
        playInRealTime(0, 1000);
        ticks(1000, 2000);
        for (int late = 0; late < 50; late++) {
            clock.audio(SILENCE, 0, ns(2000));
        }
        assertThat(clock.mediaNs()).isEqualTo(Duration.ofSeconds(3).toNanos());
        ticks(2000, 3100);
        assertThat(leg.gapFrames()).isEqualTo(50);
        ticks(3100, 4000);
        assertThat(clock.mediaNs()).isEqualTo(Duration.ofSeconds(4).toNanos());
    }

    @Test
    void shouldNeverRunAheadByMoreThanOneStallHoweverOftenAudioStalls() {
        long audioMs = 0;
        for (long atMs = 0; atMs < 600_000; atMs += 100) {
            boolean stalled = atMs / 1000 % 2 == 1;
            while (!stalled && audioMs < atMs) {
                clock.audio(SILENCE, 0, ns(atMs));
                audioMs += MediaTime.FRAME_MS;
            }
            clock.tick(ns(atMs));
            assertThat(clock.mediaNs() - (ns(atMs) - ORIGIN_NS))
                    .isLessThanOrEqualTo(Duration.ofMillis(1100).toNanos());
        }
    }

    @Test
    void shouldStayWithinGapAfterOfTheWallClockInRandomTraffic() {
        Random random = new Random(1);
        long nowMs = 0;
        boolean talking = false;
        long nextTurnMs = 0;
        for (; nowMs < 600_000; nowMs += 20) {
            if (nowMs >= nextTurnMs) {
                talking = !talking;
                nextTurnMs = nowMs + 400 + random.nextInt(3000);
            }
            if (talking) {
                clock.audio(SILENCE, 0, ns(nowMs));
            }
            if (nowMs % 100 == 0) {
                clock.tick(ns(nowMs));
            }
            long behindMs = nowMs - clock.mediaNs() / 1_000_000;
            assertThat(behindMs).isBetween(-20L, 300L);
        }
    }

    @Test
    void shouldCatchUpBitByBitAfterAStall() {
        playInRealTime(0, 1000);
        clock.tick(ns(31_000));
        assertThat(leg.gapFrames()).isEqualTo(PacedSink.MAX_GAPS_A_TICK);
        ticks(31_000, 60_000);
        assertThat(clock.mediaNs()).isEqualTo(Duration.ofSeconds(60).toNanos());
    }

    @Test
    void shouldGoOnWhileStreamsComeAndGo() {
        List<EndOfMedia> ends = new ArrayList<>();
        ticks(0, 2000);
        MediaFrameSink first = clock.join(ends::add);
        first.audio(SILENCE, 0, ns(2100));
        first.digit('5');
        first.end(EndOfMedia.CONNECTION_LOST);
        ticks(2200, 4000);
        MediaFrameSink second = clock.join(ends::add);
        second.audio(SILENCE, 0, ns(4000));
        second.gap(ns(4020));
        second.end(EndOfMedia.COMPLETED);
        ticks(4100, 5000);
        assertThat(ends).containsExactly(EndOfMedia.CONNECTION_LOST, EndOfMedia.COMPLETED);
        assertThat(clock.mediaNs()).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(leg.audioFrames()).isEqualTo(2);
        assertThat(leg.digits).hasToString("5");
        assertThat(leg.end).isNull();
    }

    @Test
    void shouldBeSilentAfterTheEnd() {
        MediaFrameSink stream = clock.join(clock::end);
        stream.end(EndOfMedia.COMPLETED);
        assertThat(clock.ended()).isTrue();
        clock.audio(SILENCE, 0, ns(10));
        clock.gap(ns(20));
        clock.digit('1');
        clock.tick(ns(10_000));
        clock.end(EndOfMedia.CLOSED_BY_ENGINE);
        assertThat(leg.frames).isEmpty();
        assertThat(leg.end).isEqualTo(EndOfMedia.COMPLETED);
    }

    @Test
    void shouldRefuseAGapShorterThanAFrame() {
        assertThatThrownBy(() -> new PacedSink(leg, 0, Duration.ofMillis(19)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void playInRealTime(long fromMs, long toMs) {
        for (long atMs = fromMs + 20; atMs <= toMs; atMs += 20) {
            clock.audio(SILENCE, 0, ns(atMs));
            if (atMs % 100 == 0) {
                clock.tick(ns(atMs));
            }
        }
    }

    private void ticks(long fromMs, long toMs) {
        for (long atMs = fromMs; atMs <= toMs; atMs += 100) {
            clock.tick(ns(atMs));
        }
    }

    private static long ns(long sinceOriginMs) {
        return ORIGIN_NS + sinceOriginMs * 1_000_000L;
    }
}
