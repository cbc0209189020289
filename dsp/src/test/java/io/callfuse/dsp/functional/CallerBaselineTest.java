package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallerBaselineTest {
    private static final DescriptorScale[] SCALES = {new DescriptorScale(0, 48), new DescriptorScale(-100, 0)};

    private static SlidingFunctionals withBaseline(long values) {
        return new SlidingFunctionals(SCALES, 250, 0.02, values);
    }

    @Test
    void shouldRememberTheFirstValuesOnly() {
        SlidingFunctionals functionals = withBaseline(100);
        for (int frame = 0; frame < 1000; frame++) {
            boolean early = frame < 200;
            double pitch = early ? 20 + frame / 2 % 2 : 30;
            functionals.accept(new double[] {frame % 2 == 0 ? pitch : Double.NaN, early ? -30 : -20});
        }
        assertThat(functionals.baselineCount(0)).isEqualTo(100);
        assertThat(functionals.baselineMean(0)).isCloseTo(20.5, within(0.01));
        assertThat(functionals.baselineStddev(0)).isCloseTo(0.5, within(0.01));
        assertThat(functionals.readAgainstBaseline(Functional.AMEAN, 0)).isCloseTo(19, within(0.3));
        assertThat(functionals.readAgainstBaseline(Functional.PERCENTILE_80, 0)).isCloseTo(19, within(0.3));
        assertThat(functionals.readAgainstBaseline(Functional.PCTLRANGE_0_2, 0)).isZero();
        assertThat(functionals.baselineMean(1)).isCloseTo(-30, within(0.01));
    }

    @Test
    void shouldNotMakeMuchOfLittleWhereTheCallerHasNotVaried() {
        SlidingFunctionals functionals = withBaseline(100);
        for (int frame = 0; frame < 400; frame++) {
            functionals.accept(new double[] {frame < 100 ? 20 : 20.1, -30});
        }
        assertThat(functionals.baselineStddev(0)).isZero();
        assertThat(functionals.readAgainstBaseline(Functional.AMEAN, 0)).isCloseTo(0.1 / (48 / 256.0), within(0.05));
    }

    @Test
    void shouldGoOnCountingAfterHours() {
        SlidingFunctionals functionals = withBaseline(Long.MAX_VALUE);
        for (int frame = 0; frame < 400_000; frame++) {
            functionals.accept(new double[] {frame % 4 == 0 ? 40 : 10, Double.NaN});
        }
        assertThat(functionals.baselineCount(0)).isEqualTo(400_000);
        assertThat(functionals.baselineMean(0)).isCloseTo(17.5, within(0.01));
    }

    @Test
    void shouldNormalizeEveryFeatureByWhatItHasBeen() {
        CallerNormalization caller = new CallerNormalization(new double[] {1, 1}, 2);
        double[] normalized = new double[2];
        caller.normalize(new double[] {7, Double.NaN}, normalized);
        assertThat(normalized[0]).isZero();
        assertThat(normalized[1]).isNaN();
        for (int i = 0; i < 2000; i++) {
            caller.accept(new double[] {100 + (i % 2 == 0 ? 4 : -4), i < 1000 ? Double.NaN : 5});
        }
        assertThat(caller.count(1)).isEqualTo(1000);
        caller.normalize(new double[] {108, 5}, normalized);
        assertThat(normalized[0]).isCloseTo(2, within(0.01));
        assertThat(normalized[1]).isZero();
        caller.reset();
        caller.normalize(new double[] {108, Double.POSITIVE_INFINITY}, normalized);
        assertThat(normalized).containsExactly(0, Double.NaN);
    }

    @Test
    void shouldNotBeBlindedByGarbage() {
        CallerNormalization caller = new CallerNormalization(new double[] {1}, 1);
        double[] normalized = new double[1];
        for (double garbage : new double[] {1e300, -1e300, Double.POSITIVE_INFINITY, Double.NaN}) {
            caller.accept(new double[] {garbage});
            caller.normalize(new double[] {garbage}, normalized);
            assertThat(normalized[0]).isNaN();
        }
        assertThat(caller.count(0)).isZero();
        caller.accept(new double[] {5});
        caller.normalize(new double[] {6}, normalized);
        assertThat(normalized[0]).isCloseTo(0.5 * Math.sqrt(2), within(1e-12));
    }

    @Test
    void shouldTrustASpreadOnlyAsItBecomesKnown() {
        CallerNormalization caller = new CallerNormalization(new double[] {2}, 3);
        double[] normalized = new double[1];
        for (int i = 0; i < 3; i++) {
            caller.accept(new double[] {10});
        }
        caller.normalize(new double[] {12}, normalized);
        assertThat(normalized[0]).isCloseTo(0.5 * 2 / Math.sqrt(2), within(1e-12));
    }

    @Test
    void shouldRefuseAnExpectationThatIsNone() {
        assertThatThrownBy(() -> new CallerNormalization(new double[] {0}, 1))
                .hasMessage("no standard deviation of 0.0");
        assertThatThrownBy(() -> new CallerNormalization(new double[] {1}, 0)).hasMessage("no weight of 0.0 readings");
    }
}
