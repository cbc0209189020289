package io.callfuse.perf.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FleetSimulationTest {
    private static final double CALL_SECONDS = 100;

    private static Fleet fleet(int engines, double erlangs, int tries, boolean kill) {
        return new Fleet(engines, 50, erlangs, CALL_SECONDS, 0.01, tries, kill, 100_000);
    }

    private static FleetSimulation.Outcome run(Fleet fleet, Dispatch dispatch) {
        return new FleetSimulation(fleet, dispatch, 7).run();
    }

    @Test
    void shouldKnowErlangsTable() {
        // 10 lines at 5 erlangs: 1.84 % (any table of formula B)
        assertThat(Fleet.erlangB(5, 10)).isCloseTo(0.0184, within(0.0001));
        assertThat(Fleet.erlangB(1, 1)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource(Dispatch.class)
    void shouldRefuseWithOneEngineWhatErlangSays(Dispatch dispatch) {
        FleetSimulation.Outcome outcome = run(fleet(1, 50, 1, false), dispatch);

        assertThat(outcome.offered()).isBetween(49_000L, 51_000L);
        assertThat(outcome.unwatchedShare()).isCloseTo(Fleet.erlangB(50, 50), within(0.01));
        assertThat(outcome.fullest()).isEqualTo(1);
    }

    @Test
    void shouldRefuseOfWellSharedCallsAsLittleAsOneLargeEngine() {
        FleetSimulation.Outcome outcome = run(fleet(4, 190, 1, false), Dispatch.FEWEST_CALLS);

        assertThat(outcome.unwatchedShare()).isCloseTo(Fleet.erlangB(190, 200), within(0.01));
    }

    @Test
    void shouldLoseLessTheMoreTheDispatcherKnows() {
        Fleet once = new Fleet(8, 50, 350, CALL_SECONDS, 5, 1, false, 100_000);
        Fleet twice = new Fleet(8, 50, 350, CALL_SECONDS, 5, 2, false, 100_000);
        double byId = run(once, Dispatch.BY_ID).unwatchedShare();
        double askedTwice = run(twice, Dispatch.BY_ID).unwatchedShare();
        double fewest = run(once, Dispatch.FEWEST_CALLS).unwatchedShare();

        assertThat(byId).isGreaterThan(2 * askedTwice);
        assertThat(askedTwice).isGreaterThan(2 * fewest);
    }

    @Test
    void shouldLoseTheCallsOfAnEngineThatIsKilledAndNoOthers() {
        Fleet quiet = new Fleet(4, 50, 100, CALL_SECONDS, 1, 2, true, 10_000);

        FleetSimulation.Outcome outcome = run(quiet, Dispatch.FEWEST_CALLS);

        assertThat(outcome.cutOff()).isBetween(10L, 40L);
        assertThat(outcome.unwatched()).isZero();
    }

    @Test
    void shouldRefuseAFleetOfNothing() {
        assertThatThrownBy(() -> fleet(0, 1, 1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fleet(1, 0, 1, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
