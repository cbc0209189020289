package io.callfuse.models.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UnitNormTest {
    private static final int VECTORS = 40;

    private final Random random = new Random(3);
    private final UnitNorm norm = new UnitNorm(1, new Random(1));

    @Test
    void shouldRememberWhatManyBatchesHaveInCommon() {
        for (int batch = 0; batch < 3000; batch++) {
            hear(20 + random.nextGaussian());
        }
        assertThat(usualMean()).isCloseTo(20, within(0.1));
    }

    @Test
    void shouldKnowTheMeanAfterFewBatches() {
        for (int batch = 0; batch < 20; batch++) {
            hear(20);
        }
        assertThat(usualMean()).isCloseTo(20, within(0.1));
        assertThat(1 / norm.scale()[0]).isCloseTo(1, within(0.1));
    }

    @Test
    void shouldForgetWhatUnitsWereBeforeTheyLearned() {
        for (int batch = 0; batch < 3000; batch++) {
            hear(batch < 600 ? 200 : 20);
        }
        assertThat(usualMean()).isCloseTo(20, within(3.0));
    }

    private double usualMean() {
        return -norm.shift()[0] / norm.scale()[0];
    }

    private void hear(double mean) {
        float[][] batch = new float[VECTORS][1];
        for (float[] vector : batch) {
            vector[0] = (float) (mean + random.nextGaussian());
        }
        norm.forward(batch, VECTORS, new float[VECTORS][1]);
    }
}
