package io.callfuse.engine.ingress.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is heard and what is skipped of a stream that stood still. */
@Timeout(60)
class LiveEdgeTest {
    private static final long FRAME_NS = 20_000_000;
    private static final Duration BOUND = Duration.ofSeconds(1);

    private final LiveEdge edge = new LiveEdge(BOUND);

    @Test
    void shouldSkipNothingOfALiveStreamHoweverJittery() {
        Random random = new Random(1);
        for (int frame = 0; frame < 100_000; frame++) {
            assertThat(edge.admits(FRAME_NS, frame * FRAME_NS + random.nextInt(400_000_000)))
                    .isTrue();
        }
    }

    @Test
    void shouldSkipNothingWhereThePeersClockIsATouchFast() {
        for (int frame = 0; frame < 100_000; frame++) {
            assertThat(edge.admits(FRAME_NS, frame * FRAME_NS * 95 / 100)).isTrue();
        }
    }

    @Test
    void shouldSkipNothingAfterAHoleInWhichNobodySpoke() {
        for (int frame = 0; frame < 1000; frame++) {
            assertThat(edge.admits(FRAME_NS, frame * FRAME_NS + (frame > 500 ? 60_000_000_000L : 0)))
                    .isTrue();
        }
    }

    @Test
    void shouldHearTheBoundOfABurstAndThenTheLiveStream() {
        int heard = 0;
        for (int frame = 0; frame < 500; frame++) {
            heard += edge.admits(FRAME_NS, 10_000_000_000L + frame) ? 1 : 0;
        }
        assertThat(heard).isEqualTo(50);
        for (int frame = 1; frame < 1000; frame++) {
            assertThat(edge.admits(FRAME_NS, 10_000_000_500L + frame * FRAME_NS))
                    .isTrue();
        }
    }

    @Test
    void shouldHearAMessageThatIsLongerThanTheBoundAndGoOnAtOnce() {
        assertThat(edge.admits(4_000_000_000L, 0)).isTrue();
        assertThat(edge.admits(FRAME_NS, 0)).isFalse();
        assertThat(edge.admits(FRAME_NS, FRAME_NS)).isTrue();
    }

    @Test
    void shouldNotRunAheadOfTheClockByMoreThanTheBoundAndAMessage() {
        Random random = new Random(2);
        long nowNs = 0;
        long heardNs = 0;
        for (int i = 0; i < 100_000; i++) {
            nowNs += random.nextInt(20) == 0 ? random.nextInt(200_000_000) : 0;
            if (edge.admits(FRAME_NS, nowNs)) {
                heardNs += FRAME_NS;
            }
            assertThat(heardNs - nowNs - nowNs / 16).isLessThanOrEqualTo(BOUND.toNanos() + FRAME_NS);
        }
    }

    @Test
    void shouldRefuseABoundThatHearsNothing() {
        assertThatThrownBy(() -> new LiveEdge(Duration.ofMillis(19))).hasMessageContaining("less than a frame");
    }
}
