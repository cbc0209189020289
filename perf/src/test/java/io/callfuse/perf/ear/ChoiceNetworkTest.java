package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChoiceNetworkTest {
    private static final int INPUTS = 3;
    private static final int HIDDEN = 6;

    @Test
    void shouldLearnWhichItemLiesNearestToTheMiddle() {
        ChoiceExamples examples = new ChoiceExamples(INPUTS);
        Random random = new Random(7);
        for (int choice = 0; choice < 6_000; choice++) {
            int nearest = 0;
            float least = Float.MAX_VALUE;
            for (int c = 0; c < 4; c++) {
                float[] item = item(random);
                if (Math.abs(item[1]) < least) {
                    least = Math.abs(item[1]);
                    nearest = c;
                }
                examples.addItem(item);
            }
            examples.end(nearest);
        }
        ChoiceNetwork network = new ChoiceNetwork(examples, HIDDEN, false, 1);
        assertThat(network.fit(examples, 60, 1)).isLessThan(0.35);
        assertThat(network.weights()).hasSize(HIDDEN * (INPUTS + 2));
    }

    @Test
    void shouldLearnWhenNothingIsRightByTheWeightsItTells() {
        ChoiceExamples examples = new ChoiceExamples(INPUTS);
        Random random = new Random(8);
        for (int choice = 0; choice < 6_000; choice++) {
            float[] item = item(random);
            examples.addItem(item);
            examples.end(item[0] > 140 ? 0 : ChoiceExamples.NONE);
        }
        ChoiceNetwork network = new ChoiceNetwork(examples, HIDDEN, true, 1);
        assertThat(network.fit(examples, 20, 1)).isLessThan(0.1);
        assertThat(score(network.weights(), 150)).isPositive();
        assertThat(score(network.weights(), 130)).isNegative();
    }

    /** The first number of an item is of another size than the others: what is told is for numbers as they come. */
    private static float[] item(Random random) {
        return new float[] {100 + 100 * random.nextFloat(), 2 * random.nextFloat() - 1, (float) random.nextGaussian()};
    }

    private static double score(double[] weights, double first) {
        double score = weights[weights.length - 1];
        for (int at = 0; at + INPUTS + 2 <= weights.length; at += INPUTS + 2) {
            double sum = weights[at] * first + weights[at + INPUTS];
            score += weights[at + INPUTS + 1] * sum / (1 + Math.abs(sum));
        }
        return score;
    }

    @Test
    void shouldFindTheSameWeightsAgain() {
        ChoiceExamples examples = new ChoiceExamples(INPUTS);
        Random random = new Random(9);
        for (int choice = 0; choice < 1_500; choice++) {
            examples.addItem(item(random));
            examples.addItem(item(random));
            examples.end(choice % 2);
        }
        ChoiceNetwork one = new ChoiceNetwork(examples, HIDDEN, false, 3);
        ChoiceNetwork other = new ChoiceNetwork(examples, HIDDEN, false, 3);
        one.fit(examples, 2, 5);
        other.fit(examples, 2, 5);
        assertThat(one.weights()).isEqualTo(other.weights());
    }
}
