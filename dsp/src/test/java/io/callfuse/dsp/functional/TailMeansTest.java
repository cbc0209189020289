package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TailMeansTest {
    private static final DescriptorScale[] TWO = {new DescriptorScale(0, 100), new DescriptorScale(0, 1000)};
    private static final Offset<Double> STEP = within(0.1);

    private final SlidingFunctionals window = new SlidingFunctionals(TWO, new int[0], 40, 0.02);
    private final TailMeans quarters = new TailMeans(0.25);

    @Test
    void shouldAverageOverTheHighestAndTheLowestQuarter() {
        for (int frame = 0; frame < 100; frame++) {
            int place = frame * 7 % 40;
            window.accept(new double[] {place, place < 10 ? 100 : place >= 30 ? 700 : 400});
        }
        quarters.choose(window, 0);
        assertThat(quarters.high(window, 1)).isCloseTo(700, STEP);
        assertThat(quarters.low(window, 1)).isCloseTo(100, STEP);
        assertThat(quarters.high(window, 0)).isCloseTo(34.5, STEP);
    }

    @Test
    void shouldTakeAllOfWhatIsAlike() {
        for (int frame = 0; frame < 40; frame++) {
            window.accept(new double[] {50, frame});
        }
        quarters.choose(window, 0);
        assertThat(quarters.high(window, 1)).isCloseTo(19.5, STEP);
        assertThat(quarters.low(window, 1)).isCloseTo(19.5, STEP);
    }

    @Test
    void shouldPassOverFramesWithoutValue() {
        for (int frame = 0; frame < 40; frame++) {
            window.accept(new double[] {frame % 2 == 0 ? Double.NaN : frame, frame > 35 ? Double.NaN : frame});
        }
        quarters.choose(window, 0);
        assertThat(quarters.low(window, 1)).isCloseTo(5, STEP);
        assertThat(quarters.high(window, 1)).isCloseTo(33, STEP);
    }

    @Test
    void shouldHaveNoMeanOfNothing() {
        quarters.choose(window, 0);
        assertThat(quarters.high(window, 1)).isNaN();
        assertThat(quarters.low(window, 1)).isNaN();
    }

    @Test
    void shouldReadAWindowThatWasFedAlongside() {
        SlidingFunctionals beside =
                new SlidingFunctionals(new DescriptorScale[] {new DescriptorScale(-1, 1)}, new int[0], 40, 0.02);
        for (int frame = 0; frame < 73; frame++) {
            window.accept(new double[] {frame % 8, 0});
            beside.accept(new double[] {frame % 8 >= 6 ? 1 : -1});
        }
        quarters.choose(window, 0);
        assertThat(quarters.high(beside, 0)).isCloseTo(1, within(1e-9));
        assertThat(quarters.low(beside, 0)).isCloseTo(-1, within(1e-9));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> new TailMeans(0)).hasMessage("no tail of 0.0");
        assertThatThrownBy(() -> new TailMeans(0.6)).hasMessage("no tail of 0.6");
        quarters.choose(window, 0);
        SlidingFunctionals shorter = new SlidingFunctionals(TWO, new int[0], 30, 0.02);
        assertThatThrownBy(() -> quarters.high(shorter, 0)).hasMessage("frames were chosen of 40, not of 30");
    }
}
