package io.callfuse.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoadPlanTest {
    private static LoadPlan plan(int calls, int steps, boolean findKnee, int soakParts, double rate) {
        return new LoadPlan(
                calls,
                steps,
                findKnee,
                soakParts,
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                rate,
                1,
                Wire.AUDIOSOCKET,
                100,
                "",
                List.of());
    }

    @Test
    void shouldRampUpInEqualSteps() {
        assertThat(plan(100, 3, false, 1, 50).ramp()).containsExactly(33, 67, 100);
        assertThat(plan(2, 5, false, 1, 50).ramp()).containsExactly(1, 2);
    }

    @Test
    void shouldDivideASoakIntoPartsWithAllCalls() {
        LoadPlan soak = plan(80, 1, false, 10, 50);

        assertThat(soak.ramp()).hasSize(10).containsOnly(80);
        assertThat(soak.windowTime()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldRefuseWhatCannotBeDone() {
        assertThatIllegalArgumentException().isThrownBy(() -> plan(0, 1, false, 1, 50));
        assertThatIllegalArgumentException().isThrownBy(() -> plan(1, 1, false, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> plan(1, 1, false, 1, Double.NaN));
    }
}
