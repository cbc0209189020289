package io.callfuse.dsp.pitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FastExpTest {
    @Test
    void shouldBeNearTheExponentialFunction() {
        for (float x = 0; x > -79; x -= 0.0371f) {
            double exact = StrictMath.exp(x);
            assertThat((double) FastExp.ofNegative(x)).isCloseTo(exact, within(1e-5 * exact));
        }
    }

    @Test
    void shouldBeNearlyNothingFarBelow() {
        assertThat(FastExp.ofNegative(-1e30f)).isBetween(0f, 1e-30f);
        assertThat(FastExp.ofNegative(Float.NEGATIVE_INFINITY)).isBetween(0f, 1e-30f);
    }

    @Test
    void shouldBeSymmetricAsLogistic() {
        assertThat(FastExp.logistic(0)).isEqualTo(0.5f);
        for (float x = 0; x < 30; x += 0.7f) {
            assertThat(FastExp.logistic(x) + FastExp.logistic(-x)).isCloseTo(1, within(1e-6f));
        }
    }
}
