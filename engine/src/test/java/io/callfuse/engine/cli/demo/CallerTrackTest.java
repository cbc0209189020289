package io.callfuse.engine.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.lab.CallerChannel;
import io.callfuse.engine.policy.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CallerTrackTest {
    private final CallerTrack track = new CallerTrack(new Route("soothing", "callfuse-routes", "soothing", 1));

    private void seen(String context, String extension, int ageSeconds) {
        track.seen(new CallerChannel("PJSIP/caller-1", context, extension, ageSeconds));
    }

    @Test
    void shouldKnowNothingOfACallerWhoWasNeverSeen() {
        assertThat(track.place()).isEmpty();
        assertThat(track.movedAfterSeconds()).isEmpty();
    }

    @Test
    void shouldNameWhereACallerWaitsWhoIsLeftAlone() {
        seen("from-lab", "queue-1-2-3", 0);
        seen("lab-queue", "s", 1);

        assertThat(track.place()).isEqualTo("queue");
        assertThat(track.movedAfterSeconds()).isEmpty();
    }

    @Test
    void shouldKeepTheFirstTimeAtWhichTheCallerWasSeenAtTheTarget() {
        seen("lab-queue", "s", 26);
        seen("callfuse-routes", "soothing", 27);
        seen("callfuse-routes", "soothing", 61);

        assertThat(track.place()).isEqualTo("soothing");
        assertThat(track.movedAfterSeconds()).hasValue(27);
    }

    @Test
    void shouldNotTakeAnotherRouteForTheTarget() {
        seen("callfuse-routes", "fallback", 27);

        assertThat(track.place()).isEqualTo("fallback");
        assertThat(track.movedAfterSeconds()).isEmpty();
    }

    @Test
    void shouldTakeACallerWhoIsHandedOverForOneAtTheTarget() {
        seen("lab-queue", "s", 26);
        seen("callfuse-handover", "s", 27);

        assertThat(track.place()).isEqualTo("soothing");
        assertThat(track.movedAfterSeconds()).hasValue(27);
    }

    @Test
    void shouldKeepTheRouteOnWhichACallerIsHandedOver() {
        seen("callfuse-routes", "fallback", 27);
        seen("callfuse-handover", "s", 28);

        assertThat(track.place()).isEqualTo("fallback");
        assertThat(track.movedAfterSeconds()).isEmpty();
    }
}
