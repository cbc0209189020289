package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OneCycleTest {
    @Test
    void shouldRiseFallAndMoveTheMomentumTheOtherWay() {
        OneCycle cycle = new OneCycle(0.01, 1000);
        assertThat(cycle.rate(0)).isCloseTo(0.01 / 25, within(1e-12));
        assertThat(cycle.rate(149)).isCloseTo(0.01, within(1e-12));
        assertThat(cycle.rate(999)).isCloseTo(0.01 / 25e4, within(1e-12));
        assertThat(cycle.momentum(0)).isCloseTo(0.95, within(1e-12));
        assertThat(cycle.momentum(149)).isCloseTo(0.85, within(1e-12));
        assertThat(cycle.momentum(999)).isCloseTo(0.95, within(1e-12));
        for (int step = 1; step < 1000; step++) {
            double change = cycle.rate(step) - cycle.rate(step - 1);
            assertThat(change > 0).as("step %d", step).isEqualTo(step <= 149);
        }
    }

    @Test
    void shouldHaveARateForTheOnlyStep() {
        assertThat(new OneCycle(0.01, 1).rate(0)).isBetween(0.0, 0.01);
        assertThat(new OneCycle(0.01, 1).momentum(0)).isBetween(0.85, 0.95);
    }
}
