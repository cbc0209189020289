package io.callfuse.engine.ingress.audiosocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamPaceTest {
    private static final long FRAME_NS = Duration.ofMillis(20).toNanos();

    private long nowNs = Long.MAX_VALUE - 3 * FRAME_NS;

    /** Sends frames of 20 ms so many times faster than live; returns how many were taken. */
    private int send(StreamPace pace, int frames, double speed) {
        for (int i = 0; i < frames; i++) {
            if (!pace.accept(160, 8000, nowNs)) {
                return i;
            }
            nowNs += (long) (FRAME_NS / speed);
        }
        return frames;
    }

    @Test
    void shouldTakeForEverWhatComesAtFourTimesRealTime() {
        assertThat(send(new StreamPace(4), 100_000, 4)).isEqualTo(100_000);
    }

    @Test
    void shouldCutOffWhatIsFasterForSomeSeconds() {
        assertThat(send(new StreamPace(4), 100_000, 8)).isBetween(950, 1050);
        assertThat(send(new StreamPace(4), 100_000, 1000)).isBetween(500, 510);
    }

    @Test
    void shouldTakeTheBacklogAfterAPause() {
        StreamPace pace = new StreamPace(4);
        assertThat(send(pace, 500, 1)).isEqualTo(500);
        nowNs += Duration.ofSeconds(60).toNanos();
        assertThat(send(pace, 3000, 10_000)).isEqualTo(3000);
    }

    @Test
    void shouldNotSaveUpCreditForEver() {
        StreamPace pace = new StreamPace(4);
        pace.accept(160, 8000, nowNs);
        nowNs += Duration.ofHours(10).toNanos();
        assertThat(send(pace, 100_000, 1e9)).isBetween(6400, 6600);
    }

    @Test
    void shouldCountMessagesThatCarryNothing() {
        StreamPace pace = new StreamPace(4);
        int taken = 0;
        while (pace.accept(0, 8000, nowNs)) {
            taken++;
        }
        assertThat(taken).isEqualTo(2000);
    }

    @Test
    void shouldLetGoWhereNoSpeedIsSet() {
        assertThat(send(new StreamPace(0), 100_000, 1e9)).isEqualTo(100_000);
        assertThatThrownBy(() -> new StreamPace(-1)).hasMessageContaining("maxSpeed -1");
    }
}
