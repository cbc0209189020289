package io.callfuse.dsp.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FastLogTest {

    @Test
    void shouldBeExactForPowersOfTwo() {
        for (int e = -1074; e <= 1023; e++) {
            assertThat(FastLog.log2(Math.scalb(1.0, e))).isEqualTo(e);
        }
        for (int e = -149; e <= 127; e++) {
            assertThat(FastLog.log2(Math.scalb(1f, e))).isEqualTo((float) e);
        }
    }

    @Test
    void shouldAgreeWithTheDefinition() {
        Random random = new Random(11);
        for (int i = 0; i < 200_000; i++) {
            double x = StrictMath.exp(random.nextDouble() * 1400 - 700);
            double exact = StrictMath.log(x) / StrictMath.log(2);
            assertThat(Math.abs(FastLog.log2(x) - exact)).isLessThanOrEqualTo(1e-13 * Math.abs(exact));
        }
    }

    @Test
    void shouldBeAsExactNearOne() {
        for (double distance = 0.4; distance > 1e-12; distance *= 0.93) {
            for (double x : new double[] {1 + distance, 1 - distance * 0.7}) {
                double exact = StrictMath.log1p(x - 1) / StrictMath.log(2);
                assertThat(Math.abs(FastLog.log2(x) - exact)).isLessThanOrEqualTo(1e-13 * Math.abs(exact));
            }
        }
    }

    @Test
    void shouldNeverFallWhereItsArgumentGrows() {
        float before = FastLog.log2(0.4f);
        int falls = 0;
        for (float x = 0.4f; x < 2.2f; x = Math.nextUp(x)) {
            float now = FastLog.log2(x);
            falls += now < before ? 1 : 0;
            before = now;
        }
        assertThat(falls).isZero();
    }

    @Test
    void shouldSayWhatHasNoLogarithm() {
        assertThat(FastLog.log2(0f)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(FastLog.log2(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(FastLog.log2(-1f)).isNaN();
        assertThat(FastLog.log2(Double.NEGATIVE_INFINITY)).isNaN();
        assertThat(FastLog.log2(Float.NaN)).isNaN();
        assertThat(FastLog.log2(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(FastLog.log2(Float.MIN_VALUE)).isEqualTo(-149f);
    }
}
