package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is computed of a window when asked. */
@Timeout(30)
class WindowScanTest {
    private static final double FRAME_SECONDS = 0.02;
    private static final DescriptorScale SCALE = new DescriptorScale(-100, 100, 1);
    private static final DescriptorScale[] TWO = {SCALE, new DescriptorScale(0, 10)};
    private static final Offset<Double> STEP = within(2 * SCALE.step());

    private static SlidingFunctionals window(int windowFrames) {
        return new SlidingFunctionals(TWO, new int[0], windowFrames, FRAME_SECONDS);
    }

    private static SlidingFunctionals heard(int windowFrames, double... values) {
        SlidingFunctionals functionals = window(windowFrames);
        for (double value : values) {
            functionals.accept(new double[] {value, 1});
        }
        return functionals;
    }

    @Test
    void shouldTellStepsUpFromStepsDown() {
        SlidingFunctionals saw = heard(250);
        for (int frame = 0; frame < 700; frame++) {
            saw.accept(new double[] {frame % 5 == 4 ? 0 : 3 * (frame % 5), 1});
        }
        assertThat(saw.read(Functional.MEAN_RISE, 0)).isCloseTo(3 / FRAME_SECONDS, within(3.0));
        assertThat(saw.read(Functional.MEAN_FALL, 0)).isCloseTo(9 / FRAME_SECONDS, within(3.0));
        assertThat(saw.read(Functional.PERCENTILE_90_ABS_DELTA, 0)).isCloseTo(9 / FRAME_SECONDS, within(3.0));
        assertThat(saw.read(Functional.MEAN_RISE, 1)).isNaN();
        assertThat(saw.read(Functional.MEAN_FALL, 1)).isNaN();
        assertThat(saw.read(Functional.PERCENTILE_90_ABS_DELTA, 1)).isZero();
    }

    @Test
    void shouldNotStepAcrossAPauseOrAFrameWithoutValue() {
        SlidingFunctionals paused = heard(250, 0, 2);
        paused.interrupt();
        paused.accept(new double[] {50, 1});
        paused.accept(new double[] {Double.NaN, 1});
        paused.accept(new double[] {10, 1});
        assertThat(paused.read(Functional.MEAN_RISE, 0)).isCloseTo(100, within(2.0));
        assertThat(paused.read(Functional.MEAN_FALL, 0)).isNaN();
    }

    @Test
    void shouldCompareTheSecondHalfWithTheFirst() {
        assertThat(heard(250, 10, 20, 60, 80).read(Functional.HALVES_DIFFERENCE, 0))
                .isCloseTo(55, STEP);
        assertThat(heard(4, -90, -90, 10, 20, 60, 80).read(Functional.HALVES_DIFFERENCE, 0))
                .isCloseTo(55, STEP);
        assertThat(heard(250, 10, 20, 60).read(Functional.HALVES_DIFFERENCE, 0)).isCloseTo(30, STEP);
        assertThat(heard(250, Double.NaN, Double.NaN, 60, 80).read(Functional.HALVES_DIFFERENCE, 0))
                .isNaN();
        assertThat(heard(250, 7).read(Functional.HALVES_DIFFERENCE, 0)).isNaN();
    }

    @Test
    void shouldKnowTheShapeOfWhatIsNotFollowed() {
        SlidingFunctionals set = heard(8, 99, 20, 40, 40, 40, 50, 50, 70, 90);
        assertThat(set.read(Functional.SKEWNESS, 0)).isCloseTo(0.65625, within(0.01));
        assertThat(set.read(Functional.KURTOSIS, 0)).isCloseTo(2.78125, within(0.01));
    }

    @Test
    void shouldInterpolateTheOuterPercentiles() {
        SlidingFunctionals ramp = heard(250);
        for (int frame = 0; frame <= 100; frame++) {
            ramp.accept(new double[] {100 - frame, 1});
        }
        assertThat(ramp.read(Functional.PERCENTILE_5, 0)).isCloseTo(5, STEP);
        assertThat(ramp.read(Functional.PERCENTILE_95, 0)).isCloseTo(95, STEP);
    }

    @Test
    void shouldFindHowMuchOfOneComesWithAnother() {
        SlidingFunctionals pair = window(200);
        Random random = new Random(3);
        for (int frame = 0; frame < 900; frame++) {
            double x = 10 * random.nextDouble();
            double y = frame % 9 == 0 ? Double.NaN : 20 + 4 * x + random.nextGaussian();
            pair.accept(new double[] {y, x});
        }
        assertThat(pair.slopeOn(1, 0, 1e-6)).isCloseTo(4, within(0.15));
        double variance = pair.read(Functional.STDDEV, 1) * pair.read(Functional.STDDEV, 1);
        assertThat(pair.slopeOn(1, 0, variance)).isCloseTo(2, within(0.2));
    }

    @Test
    void shouldFindNothingInWhatDoesNotMoveAndNoSlopeInOneFrame() {
        assertThat(heard(20, 1, 50, 3, 90).slopeOn(1, 0, 0.1)).isZero();
        assertThat(heard(20, 1).slopeOn(1, 0, 0.1)).isNaN();
        assertThat(heard(20).slopeOn(1, 0, 0.1)).isNaN();
        assertThatThrownBy(() -> heard(20).slopeOn(1, 0, 0)).hasMessage("no ridge of 0.0");
    }

    @Test
    void shouldAddUpTheContourOldestFirst() {
        float[] sum = {100, 100, 100, 100, 100};
        SlidingFunctionals contour = heard(3, 70, 10, Double.NaN, 30);
        contour.addTo(sum, 0, 0.5);
        assertThat(sum[0]).isCloseTo(105, within(0.02f));
        assertThat(sum[1]).isNaN();
        assertThat(sum[2]).isCloseTo(115, within(0.02f));
        assertThat(sum[3]).isEqualTo(100);
    }

    @Test
    void shouldKeepTwoLegsApartThatAskInTurn() {
        SlidingFunctionals one = heard(5, 1, 2, 3);
        SlidingFunctionals other = heard(5, 10, 8, 4);
        for (int turn = 0; turn < 3; turn++) {
            assertThat(one.read(Functional.PERCENTILE_90_ABS_DELTA, 0)).isCloseTo(50, within(2.0));
            assertThat(one.read(Functional.HALVES_DIFFERENCE, 0)).isCloseTo(1.5, STEP);
            assertThat(other.read(Functional.PERCENTILE_90_ABS_DELTA, 0)).isBetween(140.0, 205.0);
            other.accept(new double[] {other.percentile(0, 0) - 4, 1});
        }
    }

    @Test
    void shouldGiveTheSameSlopesHoweverLongTheWindowHasSlid() {
        SlidingFunctionals sliding = window(100);
        SlidingFunctionals scratch = window(100);
        TailMeans tails = new TailMeans(0.25);
        RandomContours contours = new RandomContours(5, TWO);
        double[][] last = new double[100][];
        for (int frame = 0; frame < 20_000; frame++) {
            contours.next();
            sliding.accept(contours.values());
            last[frame % 100] = contours.values().clone();
            if (frame >= 100 && frame % 313 == 0) {
                scratch.reset();
                for (int i = frame + 1; i <= frame + 100; i++) {
                    scratch.accept(last[i % 100]);
                }
                assertThat(sliding.slopeOn(1, 0, 0.2)).isEqualTo((Double) scratch.slopeOn(1, 0, 0.2));
                tails.choose(sliding, 1);
                double[] slid = {tails.high(sliding, 0), tails.low(sliding, 0)};
                tails.choose(scratch, 1);
                assertThat(slid).containsExactly(tails.high(scratch, 0), tails.low(scratch, 0));
            }
        }
    }
}
