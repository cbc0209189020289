package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.models.EmotionInference;
import io.callfuse.models.HistoryInput;
import io.callfuse.models.NetworkFixture;
import io.callfuse.models.NetworkLayers;
import io.callfuse.models.evaluation.RocCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiscriminantFitTest {
    private static final ClassTargets TARGETS = new ClassTargets(List.of(1.0, 1.0, 1.0), 1);
    private static final int FEATURES = 3;

    @Test
    void shouldHearTheClassBehindTheCallersOwnHeightByHisHistory() {
        NetworkLayers layers = new DiscriminantFit(TARGETS, 1).fit(callers(200, 8, 1));
        EmotionInference inference =
                new EmotionInference(NetworkFixture.around(HistoryInput.RAW_AND_DEVIATION, layers), 0);
        List<Double> angry = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        List<Double> angryCold = new ArrayList<>();
        List<Double> otherCold = new ArrayList<>();
        List<TrainingClip> unheard = callers(60, 8, 2);
        for (int i = 0; i < unheard.size(); i++) {
            TrainingClip clip = unheard.get(i);
            if (i % 8 == 0) {
                inference.forget();
            }
            inference.infer(raw(clip.inputs()));
            if (i % 8 >= 5) {
                (clip.label() == 1 ? angry : other).add(inference.upsetLogOdds());
                (clip.label() == 1 ? angryCold : otherCold).add(inference.coldUpsetLogOdds());
            }
            inference.remember(1);
        }
        assertThat(area(angryCold, otherCold)).isBetween(0.55, 0.8);
        assertThat(area(angry, other)).isGreaterThan(area(angryCold, otherCold) + 0.1);
    }

    @Test
    void shouldBeLinearWithoutHistory() {
        NetworkLayers layers = new DiscriminantFit(TARGETS, 1).fit(callers(50, 6, 1));
        double[] origin = outputs(layers, new double[FEATURES]);
        double[] one = outputs(layers, new double[] {0.5, -0.25, 1});
        double[] twice = outputs(layers, new double[] {1, -0.5, 2});
        for (int o = 0; o < origin.length; o++) {
            assertThat(twice[o] - one[o]).isCloseTo(one[o] - origin[o], within(1e-5));
        }
        assertThat(layers.hiddenUnits()).isEqualTo(2 * layers.outputs());
    }

    @Test
    void shouldFindTheWeightsThatTheFormulaGivesForOneFeature() {
        List<TrainingClip> clips = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            for (int label = 0; label < 3; label++) {
                clips.add(new TrainingClip(new float[] {label - 1 + (i % 2 == 0 ? 1 : -1)}, label, 0, clips.size()));
            }
        }
        NetworkLayers layers = new DiscriminantFit(TARGETS, 1).fit(clips);
        float perVarianceAndPenalty = 1f / (1 + 10);
        assertThat(layers.hidden()[0][0]).isCloseTo(-perVarianceAndPenalty, within(1e-5f));
        assertThat(layers.hidden()[0][1]).isCloseTo(0, within(1e-5f));
        assertThat(layers.hidden()[0][2]).isCloseTo(perVarianceAndPenalty, within(1e-5f));
        assertThat(layers.outputBias()[1]).isCloseTo((float) StrictMath.log(1 / 3.0), within(1e-5f));
        assertThat(layers.outputBias()[3]).isCloseTo((float) StrictMath.log(0.5), within(1e-5f));
    }

    @Test
    void shouldGiveTheSameBitsTwice() {
        NetworkLayers once = new DiscriminantFit(TARGETS, 7).fit(callers(20, 6, 3));
        NetworkLayers again = new DiscriminantFit(TARGETS, 7).fit(callers(20, 6, 3));
        assertThat(again.hidden()).isDeepEqualTo(once.hidden());
        assertThat(again.outputBias()).isEqualTo(once.outputBias());
        assertThat(again.coldMean()).isEqualTo(once.coldMean());
    }

    @Test
    void shouldNotNameAClassThatItWasNotShown() {
        List<TrainingClip> clips =
                callers(30, 6, 4).stream().filter(c -> c.label() != 2).toList();
        double[] outputs = outputs(new DiscriminantFit(TARGETS, 1).fit(clips), new double[FEATURES]);
        assertThat(outputs[2]).isLessThan(outputs[0] - 3).isLessThan(outputs[1] - 3);
        assertThatThrownBy(() -> new DiscriminantFit(TARGETS, 1).fit(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to learn");
    }

    /** Anger lies higher than the rest in the first feature, but speakers lie further apart. */
    private static List<TrainingClip> callers(int callers, int clipsEach, long seed) {
        Random random = new Random(seed);
        List<TrainingClip> clips = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            double height = 3 * random.nextGaussian();
            for (int i = 0; i < clipsEach; i++) {
                int label = random.nextInt(3);
                float[] inputs = new float[FEATURES];
                inputs[0] = (float) (height + (label == 1 ? 2 : 0) + 0.5 * random.nextGaussian());
                inputs[1] = (float) ((label == 2 ? 0.5 : 0) + random.nextGaussian());
                inputs[2] = (float) random.nextGaussian();
                clips.add(new TrainingClip(inputs, label, 0, caller));
            }
        }
        return clips;
    }

    private static double[] outputs(NetworkLayers layers, double[] standardized) {
        EmotionInference inference =
                new EmotionInference(NetworkFixture.around(HistoryInput.RAW_AND_DEVIATION, layers), 0);
        float[] inputs = new float[standardized.length];
        for (int f = 0; f < inputs.length; f++) {
            inputs[f] = (float) standardized[f];
        }
        inference.infer(raw(inputs));
        double[] outputs = new double[layers.outputs()];
        for (int o = 0; o < outputs.length; o++) {
            outputs[o] = inference.coldLogit(o);
        }
        return outputs;
    }

    /** What the fixture's mean 1 and scale 2 turn into these inputs. */
    private static double[] raw(float[] inputs) {
        double[] raw = new double[inputs.length];
        for (int f = 0; f < raw.length; f++) {
            raw[f] = 1 + 2 * inputs[f];
        }
        return raw;
    }

    private static double area(List<Double> upset, List<Double> other) {
        return RocCurve.area(
                upset.stream().mapToDouble(Double::doubleValue).toArray(),
                other.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
