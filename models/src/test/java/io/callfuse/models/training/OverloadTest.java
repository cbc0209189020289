package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OverloadTest {
    private static final double END = 1000 * StrictMath.pow(10, 6 / 20.0);

    @Test
    void shouldStopAtItsEndAndLeaveWhatIsBelow() {
        double[] samples = {0, 500, -1900, 3000, -30_000};
        new Overload(6, false).clip(samples, 1000);
        assertThat(samples[0]).isZero();
        assertThat(samples[1]).isCloseTo(500, within(1e-9));
        assertThat(samples[2]).isCloseTo(-1900, within(1e-9));
        assertThat(samples[3]).isCloseTo(END, within(1e-9));
        assertThat(samples[4]).isCloseTo(-END, within(1e-9));
    }

    @Test
    void shouldBendToItsEndWithoutACorner() {
        double[] samples = new double[601];
        Arrays.setAll(samples, i -> 10.0 * (i - 300));
        double[] loud = samples.clone();
        new Overload(6, true).clip(loud, 1000);
        for (int i = 1; i < loud.length; i++) {
            assertThat(loud[i]).isBetween(loud[i - 1], loud[i - 1] + 10);
        }
        assertThat(loud[600]).isCloseTo(END, within(1e-9));
        assertThat(loud[310]).isCloseTo(100, within(0.1));
    }

    @Test
    void shouldLeaveSpeechForWhichThereIsRoom() {
        double[] samples = {30_000, -40_000};
        new Overload(Double.POSITIVE_INFINITY, false).clip(samples, 10);
        assertThat(samples).containsExactly(30_000, -40_000);
    }
}
