package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.models.HistoryInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class NetworkGradientTest {
    private static final ClassTargets TARGETS = new ClassTargets(List.of(2.0, 1.0, 1.0), 1);
    private static final float STEP = 1e-3f;
    private static final double NEAR = 1.5e-3;

    @ParameterizedTest
    @EnumSource(HistoryInput.class)
    void shouldBeWhatFiniteDifferencesSay(HistoryInput history) {
        NetworkFitSettings settings = new NetworkFitSettings(history, 6, 10, 0.25, 0.25, 1e-3, 1);
        List<TrainingClip> clips = clips();
        NetworkGradient slope = new NetworkGradient(clips, TARGETS, settings);
        NetworkParameters parameters = new NetworkParameters(5, 6, 4);
        parameters.randomize(new TrainingRandom(2));
        ClipBatch batch = ClipSampler.emptyBatch();
        new ClipSampler(clips, TARGETS).draw(0, new TrainingRandom(3), batch);
        NetworkParameters gradient = new NetworkParameters(5, 6, 4);
        NetworkParameters unused = new NetworkParameters(5, 6, 4);
        double here = slope.evaluate(parameters, batch, new TrainingRandom(4), gradient);
        double differences = 0;
        double squares = 0;
        for (int r = 0; r < parameters.all().size(); r++) {
            float[] row = parameters.all().get(r);
            for (int i = 0; i < row.length; i++) {
                float kept = row[i];
                row[i] = kept + STEP;
                double above = slope.evaluate(parameters, batch, new TrainingRandom(4), unused);
                row[i] = kept - STEP;
                double below = slope.evaluate(parameters, batch, new TrainingRandom(4), unused);
                row[i] = kept;
                double expected = (above - below) / (2 * STEP);
                double is = gradient.all().get(r)[i];
                double wrong = Math.abs(is - expected);
                if (wrong > NEAR) {
                    // a hidden unit was switched within the step: on one side of the point it was not
                    wrong = Math.min(Math.abs(is - (above - here) / STEP), Math.abs(is - (here - below) / STEP));
                }
                assertThat(wrong)
                        .as("row %d, number %d: %f against %f", r, i, is, expected)
                        .isLessThan(NEAR);
                differences += wrong * wrong;
                squares += expected * expected;
            }
        }
        assertThat(Math.sqrt(differences / squares)).isLessThan(3e-3);
    }

    private static List<TrainingClip> clips() {
        Random random = new Random(5);
        List<TrainingClip> clips = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            float[] inputs = new float[5];
            for (int f = 0; f < inputs.length; f++) {
                inputs[f] = (float) random.nextGaussian();
            }
            clips.add(new TrainingClip(inputs, random.nextInt(3), i % 2, i / 12));
        }
        return clips;
    }
}
