package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SlidingFunctionalsTest {
    private static final double FRAME_SECONDS = 0.02;
    private static final DescriptorScale SCALE = new DescriptorScale(-100, 100, 1);
    private static final Offset<Double> STEP = within(SCALE.step());

    private static SlidingFunctionals heard(int windowFrames, double... values) {
        SlidingFunctionals functionals =
                new SlidingFunctionals(new DescriptorScale[] {SCALE}, windowFrames, FRAME_SECONDS);
        for (double value : values) {
            functionals.accept(new double[] {value});
        }
        return functionals;
    }

    @Test
    void shouldKnowTheMomentsOfASmallSet() {
        SlidingFunctionals set = heard(8, 20, 40, 40, 40, 50, 50, 70, 90);
        assertThat(set.read(Functional.AMEAN, 0)).isCloseTo(50, STEP);
        assertThat(set.read(Functional.STDDEV, 0)).isCloseTo(20, STEP);
        assertThat(set.read(Functional.STDDEV_NORM, 0)).isCloseTo(0.4, within(0.001));
        assertThat(set.read(Functional.SKEWNESS, 0)).isCloseTo(0.65625, within(0.01));
        assertThat(set.read(Functional.KURTOSIS, 0)).isCloseTo(2.78125, within(0.01));
        assertThat(set.read(Functional.MIN, 0)).isCloseTo(20, STEP);
        assertThat(set.read(Functional.MAX, 0)).isCloseTo(90, STEP);
        assertThat(set.read(Functional.RANGE, 0)).isCloseTo(70, within(2 * SCALE.step()));
    }

    @Test
    void shouldInterpolatePercentiles() {
        SlidingFunctionals set = heard(8, 40, 10, 30, 20, 50);
        assertThat(set.read(Functional.PERCENTILE_50, 0)).isCloseTo(30, STEP);
        assertThat(set.read(Functional.PERCENTILE_20, 0)).isCloseTo(18, STEP);
        assertThat(set.read(Functional.PERCENTILE_80, 0)).isCloseTo(42, STEP);
        assertThat(set.read(Functional.PCTLRANGE_0_2, 0)).isCloseTo(24, within(2 * SCALE.step()));
        assertThat(set.read(Functional.IQR_1_3, 0)).isCloseTo(20, within(2 * SCALE.step()));
        assertThat(set.percentile(0, 100)).isCloseTo(50, STEP);
    }

    @Test
    void shouldFindTheSlopesOfATriangle() {
        SlidingFunctionals triangle = heard(250);
        for (int frame = 0; frame < 500; frame++) {
            int phase = frame % 25;
            triangle.accept(new double[] {phase < 20 ? phase : 20 - 4 * (phase - 20)});
        }
        assertThat(triangle.read(Functional.MEAN_RISING_SLOPE, 0)).isCloseTo(50, within(0.3));
        assertThat(triangle.read(Functional.MEAN_FALLING_SLOPE, 0)).isCloseTo(200, within(1.0));
        assertThat(triangle.read(Functional.STDDEV_RISING_SLOPE, 0)).isLessThan(0.3);
        assertThat(triangle.read(Functional.PEAKS_PER_SEC, 0)).isCloseTo(2, within(1e-9));
        assertThat(triangle.read(Functional.RISE_TIME, 0)).isCloseTo(0.8, within(0.01));
        assertThat(triangle.read(Functional.FALL_TIME, 0)).isCloseTo(0.2, within(0.01));
        assertThat(triangle.read(Functional.MEAN_ABS_DELTA, 0)).isCloseTo(80, within(1.0));
    }

    @Test
    void shouldPassOverMovementsThatAreSmallerThanTheSwing() {
        SlidingFunctionals ripple = heard(100);
        for (int frame = 0; frame < 100; frame++) {
            ripple.accept(new double[] {frame * 0.5 + (frame % 2 == 0 ? 0.4 : 0)});
        }
        assertThat(ripple.read(Functional.PEAKS_PER_SEC, 0)).isZero();
        ripple.accept(new double[] {0});
        assertThat(ripple.read(Functional.MEAN_RISING_SLOPE, 0)).isCloseTo(25, within(0.5));
    }

    @Test
    void shouldNotLetASlopeBridgeAPause() {
        SlidingFunctionals paused = heard(250, 0, 10, 20);
        paused.interrupt();
        paused.accept(new double[] {80});
        paused.accept(new double[] {90});
        paused.interrupt();
        paused.accept(new double[] {0});
        assertThat(paused.read(Functional.MEAN_RISING_SLOPE, 0)).isCloseTo(500, within(2.0));
        assertThat(paused.read(Functional.MEAN_FALLING_SLOPE, 0)).isNaN();
        assertThat(paused.read(Functional.MEAN_ABS_DELTA, 0)).isCloseTo(500, within(2.0));
    }

    @Test
    void shouldFindTheTrend() {
        SlidingFunctionals line = heard(250);
        for (int frame = 0; frame < 1000; frame++) {
            double noise = frame % 2 == 0 ? 1 : -1;
            line.accept(new double[] {frame % 7 == 0 ? Double.NaN : (frame - 900) * 0.2 + noise});
        }
        assertThat(line.read(Functional.LINREG_C1, 0)).isCloseTo(10, within(0.1));
        assertThat(line.read(Functional.LINREG_ERR, 0)).isCloseTo(1, within(0.01));
    }

    @Test
    void shouldHaveNoVariationWhereAllIsTheSame() {
        SlidingFunctionals constant = heard(250);
        for (int frame = 0; frame < 10_000; frame++) {
            constant.accept(new double[] {33.333});
        }
        assertThat(constant.read(Functional.AMEAN, 0)).isEqualTo(SCALE.quantized(33.333));
        for (Functional none : new Functional[] {
            Functional.STDDEV, Functional.STDDEV_NORM, Functional.RANGE, Functional.PCTLRANGE_0_2,
            Functional.LINREG_C1, Functional.LINREG_ERR, Functional.MEAN_ABS_DELTA, Functional.RISE_TIME,
            Functional.PEAKS_PER_SEC
        }) {
            assertThat(constant.read(none, 0)).as("%s", none).isZero();
        }
        assertThat(constant.read(Functional.SKEWNESS, 0)).isNaN();
        assertThat(constant.read(Functional.MEAN_RISING_SLOPE, 0)).isNaN();
    }

    @Test
    void shouldKnowOfASingleValueWhatThereIsToKnow() {
        SlidingFunctionals single = heard(250, Double.NaN, 12, Double.NaN);
        assertThat(single.count(0)).isEqualTo(1);
        assertThat(single.read(Functional.AMEAN, 0)).isEqualTo(SCALE.quantized(12));
        assertThat(single.read(Functional.PERCENTILE_90, 0)).isEqualTo(SCALE.quantized(12));
        assertThat(single.read(Functional.STDDEV, 0)).isZero();
        assertThat(single.read(Functional.LINREG_C1, 0)).isNaN();
        assertThat(single.read(Functional.RMS_DELTA, 0)).isNaN();
        assertThat(single.read(Functional.VALUE_SHARE, 0)).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void shouldHaveNoStatisticsOfNothing() {
        for (SlidingFunctionals nothing : new SlidingFunctionals[] {heard(3), heard(3, Double.NaN, Double.NaN)}) {
            for (Functional functional : Functional.values()) {
                Double expected = functional == Functional.VALUE_SHARE
                                || functional == Functional.PEAKS_PER_SEC && nothing.frames() > 0
                        ? 0.0
                        : Double.NaN;
                assertThat(nothing.read(functional, 0)).as("%s", functional).isEqualTo(expected);
            }
            assertThat(nothing.percentile(0, 50)).isNaN();
        }
    }

    @Test
    void shouldRecoverOnceGarbageHasLeft() {
        SlidingFunctionals garbage =
                heard(3, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Double.NaN, 5, 5, 5);
        assertThat(garbage.read(Functional.AMEAN, 0)).isEqualTo(SCALE.quantized(5));
        assertThat(garbage.read(Functional.STDDEV, 0)).isZero();
    }

    @Test
    void shouldCountWhatLiesBeyondTheRangeAsItsEnd() {
        SlidingFunctionals beyond = heard(4, -1000, 1000, 1000, 1000);
        assertThat(beyond.read(Functional.MIN, 0)).isEqualTo(-100);
        assertThat(beyond.read(Functional.MAX, 0)).isCloseTo(100, within(1e-9));
        assertThat(beyond.read(Functional.AMEAN, 0)).isCloseTo(50, within(1e-9));
        assertThat(beyond.count(0)).isEqualTo(4);
    }

    @Test
    void shouldHoldTheLargestSumsThatCanBe() {
        SlidingFunctionals extremes = heard(2048);
        for (int frame = 0; frame < 5000; frame++) {
            extremes.accept(new double[] {frame % 2 == 0 ? -100 : 100});
        }
        assertThat(extremes.read(Functional.AMEAN, 0)).isCloseTo(0, within(1e-9));
        assertThat(extremes.read(Functional.STDDEV, 0)).isCloseTo(100, within(1e-9));
        assertThat(extremes.read(Functional.SKEWNESS, 0)).isCloseTo(0, within(1e-9));
        assertThat(extremes.read(Functional.KURTOSIS, 0)).isCloseTo(1, within(1e-9));
        assertThat(extremes.read(Functional.MEAN_RISING_SLOPE, 0)).isCloseTo(10_000, within(1e-6));
        assertThat(extremes.read(Functional.STDDEV_RISING_SLOPE, 0)).isZero();
        assertThat(extremes.read(Functional.STDDEV_FALLING_SLOPE, 0)).isZero();
        assertThat(extremes.read(Functional.MEAN_ABS_DELTA, 0)).isCloseTo(10_000, within(1e-6));
        assertThat(extremes.read(Functional.RMS_DELTA, 0)).isCloseTo(10_000, within(1e-6));
    }

    @Test
    void shouldFindTheSameTrendWheneverItIs() {
        for (long start : new long[] {0, 1L << 31, 1L << 45, Long.MAX_VALUE - 5}) {
            PowerSums sums = new PowerSums(1, new int[] {0});
            for (int frame = 0; frame < 20; frame++) {
                short[] leaving = {frame < 10 ? (short) DescriptorScale.NONE : (short) (3 * (frame - 10))};
                sums.slide(new short[] {(short) (3 * frame)}, start + frame, leaving, 0, start + frame - 10);
            }
            sums.summarize(0, 0, start + 19);
            assertThat(sums.slope()).isEqualTo(3);
            assertThat(sums.varianceOffLine()).isZero();
        }
    }

    @Test
    void shouldBeAsNewAfterAReset() {
        SlidingFunctionals reset = heard(4, 9, 80, Double.NaN, 7, 60);
        reset.interrupt();
        reset.reset();
        SlidingFunctionals fresh = heard(4);
        for (double value : new double[] {1, 30, 2}) {
            reset.accept(new double[] {value});
            fresh.accept(new double[] {value});
        }
        for (Functional functional : Functional.values()) {
            assertThat(reset.read(functional, 0)).as("%s", functional).isEqualTo((Double) fresh.read(functional, 0));
        }
    }

    @Test
    void shouldTakeFloatsAsTheDoublesThatTheyAre() {
        SlidingFunctionals doubles = heard(4, 1.1f, 2.2f, 3.3f);
        SlidingFunctionals floats = heard(4);
        for (float value : new float[] {1.1f, 2.2f, 3.3f}) {
            floats.accept(new float[] {value});
        }
        for (Functional functional : Functional.values()) {
            assertThat(floats.read(functional, 0)).as("%s", functional).isEqualTo((Double) doubles.read(functional, 0));
        }
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        DescriptorScale[] scales = {SCALE};
        assertThatThrownBy(() -> new SlidingFunctionals(scales, 1, 0.02)).hasMessage("no window of 1 frames");
        assertThatThrownBy(() -> new SlidingFunctionals(scales, 2049, 0.02)).hasMessageStartingWith("no window");
        assertThatThrownBy(() -> new SlidingFunctionals(scales, 250, 0)).hasMessage("no frames of 0.0 s");
        assertThatThrownBy(() -> heard(3).accept(new double[2])).hasMessage("2 values for 1 descriptors");
        assertThatThrownBy(() -> heard(3).percentile(0, 101)).hasMessage("no percentile 101.0");
        assertThatThrownBy(() -> heard(3).percentile(0, Double.NaN)).hasMessage("no percentile NaN");
    }

    @Test
    void shouldGiveTheSameOfWhatIsFollowedAndLeaveOutTheCourseOfTheRest() {
        DescriptorScale[] scales = {SCALE, SCALE, SCALE};
        SlidingFunctionals all = new SlidingFunctionals(scales, 40, FRAME_SECONDS);
        SlidingFunctionals some = new SlidingFunctionals(scales, new int[] {1}, 40, FRAME_SECONDS);
        Random random = new Random(11);
        for (int frame = 0; frame < 100; frame++) {
            double[] values = {random.nextDouble(), frame % 7 == 0 ? Double.NaN : random.nextDouble(), 0.5};
            all.accept(values);
            some.accept(values);
        }
        for (Functional functional : Functional.values()) {
            assertThat(some.read(functional, 1)).isEqualTo((Double) all.read(functional, 1));
            Double other = functional.ofCourse() ? Double.NaN : all.read(functional, 0);
            assertThat(some.read(functional, 0)).as(functional.label()).isEqualTo(other);
        }
    }

    @Test
    void shouldKeepTheOrderOfTwoLegsApart() {
        SlidingFunctionals one = heard(5, 1, 2, 3, 4, 5);
        SlidingFunctionals other = heard(5, 5, 5, 5, 1, 1);
        for (int turn = 0; turn < 3; turn++) {
            assertThat(one.percentile(0, 75)).isCloseTo(4, within(0.02));
            assertThat(other.percentile(0, 75)).isCloseTo(5, within(0.02));
        }
    }
}
