package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AdamWTest {
    @Test
    void shouldFirstMoveByTheRateAgainstTheSignOfTheGradientHoweverLargeItIs() {
        NetworkParameters point = zeros();
        NetworkParameters gradient = zeros();
        gradient.hiddenBias[0] = 100;
        gradient.hiddenBias[1] = -0.001f;
        new AdamW(point, zeros(), zeros()).step(gradient, 0.01, 0.9);
        assertThat(point.hiddenBias[0]).isCloseTo(-0.01f, within(1e-5f));
        assertThat(point.hiddenBias[1]).isCloseTo(0.01f, within(1e-5f));
        assertThat(point.outputBias[0]).isZero();
    }

    @Test
    void shouldLetWeightsDecayApartFromTheGradient() {
        NetworkParameters point = zeros();
        point.hiddenBias[0] = 2;
        new AdamW(point, zeros(), zeros()).step(zeros(), 0.1, 0.9);
        assertThat(point.hiddenBias[0]).isCloseTo(2 * (1 - 0.1f * 0.01f), within(1e-6f));
    }

    @Test
    void shouldComeToTheBottomOfABowl() {
        NetworkParameters point = zeros();
        point.outputBias[1] = 3;
        AdamW descent = new AdamW(point, zeros(), zeros());
        NetworkParameters gradient = zeros();
        for (int step = 0; step < 1000; step++) {
            gradient.outputBias[1] = 2 * (point.outputBias[1] - 1);
            descent.step(gradient, 0.02, 0.9);
        }
        assertThat(point.outputBias[1]).isCloseTo(1, within(0.02f));
    }

    @Test
    void shouldShortenAGradientThatIsTooLongAndLeaveOthers() {
        NetworkParameters gradient = zeros();
        gradient.hiddenBias[0] = 3;
        gradient.outputBias[0] = 4;
        gradient.shortenTo(5.1);
        assertThat(gradient.hiddenBias[0]).isEqualTo(3);
        gradient.shortenTo(1);
        assertThat(gradient.hiddenBias[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(gradient.outputBias[0]).isCloseTo(0.8f, within(1e-6f));
    }

    private static NetworkParameters zeros() {
        return new NetworkParameters(2, 8, 3);
    }
}
