package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.models.EmotionInference;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.HistoryInput;
import io.callfuse.models.NetworkFixture;
import io.callfuse.models.NetworkLayers;
import io.callfuse.models.evaluation.RocCurve;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class NetworkFitTest {
    private static final ClassTargets TARGETS = new ClassTargets(List.of(2.0, 1.0, 1.0), 1);
    private static final int FEATURES = 4;

    @ParameterizedTest
    @EnumSource(HistoryInput.class)
    void shouldHearTheClassBehindTheCallersOwnLevelByHisHistory(HistoryInput history) {
        NetworkFitSettings settings = new NetworkFitSettings(history, 16, 600, 0.1, 0.1, 1e-2, 1);
        NetworkLayers layers = new NetworkFit(settings, TARGETS).fit(callers(60, 1));
        EmotionInference inference = new EmotionInference(NetworkFixture.around(history, layers), 0);
        List<Double> angry = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        List<Double> angryCold = new ArrayList<>();
        List<Double> otherCold = new ArrayList<>();
        int line = -1;
        int seen = 0;
        for (TrainingClip clip : callers(60, 2)) {
            if (clip.line() != line) {
                line = clip.line();
                seen = 0;
                inference.forget();
            }
            inference.infer(raw(clip.inputs()));
            if (seen++ >= 6) {
                (clip.label() == 1 ? angry : other).add(inference.upsetLogOdds());
                (clip.label() == 1 ? angryCold : otherCold).add(inference.coldUpsetLogOdds());
            }
            inference.remember(1);
        }
        assertThat(area(angryCold, otherCold)).isLessThan(0.75);
        assertThat(area(angry, other)).isGreaterThan(0.9);
    }

    @Test
    void shouldLearnAFewClipsByHeart() {
        Random random = new Random(3);
        List<TrainingClip> clips = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            clips.add(new TrainingClip(noise(random, 0), random.nextInt(3), 0, i / 6));
        }
        NetworkFitSettings settings = new NetworkFitSettings(HistoryInput.RAW_AND_DEVIATION, 32, 800, 0, 0, 2e-2, 1);
        NetworkLayers layers = new NetworkFit(settings, TARGETS).fit(clips);
        EmotionInference inference =
                new EmotionInference(NetworkFixture.around(HistoryInput.RAW_AND_DEVIATION, layers), 0);
        for (TrainingClip clip : clips) {
            inference.infer(raw(clip.inputs()));
            assertThat(inference.coldProbability(clip.label())).isGreaterThan(0.5);
        }
    }

    @Test
    void shouldGiveTheSameBytesForTheSameSeedOnEveryMachine() throws Exception {
        byte[] bytes = network(7).toBytes();
        assertThat(network(7).toBytes()).isEqualTo(bytes);
        assertThat(network(8).toBytes()).isNotEqualTo(bytes);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertThat(hash).isEqualTo("e383907e4931fd3700f80ad0d5a61f4cc5c18158850332033fc58479e9d330d9");
    }

    @Test
    void shouldLearnFromLinesOfOneClipAndOfMany() {
        List<TrainingClip> clips = new ArrayList<>(callers(2, 4));
        clips.add(new TrainingClip(new float[FEATURES], 0, 1, 0));
        for (int i = 0; i < 30; i++) {
            clips.add(new TrainingClip(new float[FEATURES], i % 3, 2, 0));
        }
        NetworkFitSettings settings = new NetworkFitSettings(HistoryInput.SCALED_DEVIATION, 8, 30, 0.5, 0.5, 1e-2, 1);
        assertThat(new NetworkFit(settings, TARGETS).fit(clips).features()).isEqualTo(FEATURES);
    }

    @Test
    void shouldRefuseClipsOfOtherShapes() {
        NetworkFit fit = new NetworkFit(NetworkFitSettings.compact(1), TARGETS);
        assertThatThrownBy(() -> fit.fit(List.of())).hasMessage("there is nothing to learn from");
        TrainingClip one = new TrainingClip(new float[3], 0, 0, 0);
        assertThatThrownBy(() -> fit.fit(List.of(one, new TrainingClip(new float[2], 0, 0, 0))))
                .hasMessage("a clip has 2 inputs, the first has 3");
        assertThatThrownBy(() -> fit.fit(List.of(one, new TrainingClip(new float[3], 3, 0, 0))))
                .hasMessage("label 3 of 3 classes");
        assertThatThrownBy(() -> new TrainingClip(new float[] {Float.NaN}, 0, 0, 0))
                .hasMessage("an input of a clip is not finite");
        assertThatThrownBy(() -> new ClassTargets(List.of(1.0, 1.0), 2)).hasMessage("2 classes, of which 2 is angry");
        assertThatThrownBy(() -> new NetworkFitSettings(HistoryInput.SCALED_DEVIATION, 8, 30, 1, 0.5, 1e-2, 1))
                .hasMessage("dropout 1.0 and 0.5");
    }

    private static EmotionModel network(long seed) {
        NetworkFitSettings settings =
                new NetworkFitSettings(HistoryInput.RAW_AND_DEVIATION, 12, 40, 0.2, 0.5, 2e-3, seed);
        return NetworkFixture.around(
                HistoryInput.RAW_AND_DEVIATION, new NetworkFit(settings, TARGETS).fit(callers(12, 5)));
    }

    /** Callers of ten clips each: anger raises one feature and lowers another by less than callers differ in them. */
    private static List<TrainingClip> callers(int count, long seed) {
        Random random = new Random(seed);
        List<TrainingClip> clips = new ArrayList<>();
        for (int caller = 0; caller < count; caller++) {
            float first = (float) (1.5 * random.nextGaussian());
            float second = (float) (1.5 * random.nextGaussian());
            for (int i = 0; i < 10; i++) {
                int label = random.nextInt(3);
                float[] inputs = noise(random, label == 1 ? 0.7f : label == 2 ? -0.4f : 0);
                inputs[0] += first;
                inputs[1] += second;
                clips.add(new TrainingClip(inputs, label, caller % 2, caller));
            }
        }
        return clips;
    }

    private static float[] noise(Random random, float shift) {
        float[] inputs = new float[FEATURES];
        for (int f = 0; f < FEATURES; f++) {
            inputs[f] = (float) (0.25 * random.nextGaussian());
        }
        inputs[0] += shift;
        inputs[1] -= shift;
        return inputs;
    }

    private static double[] raw(float[] standardized) {
        double[] raw = new double[standardized.length];
        for (int f = 0; f < raw.length; f++) {
            raw[f] = 1 + 2 * standardized[f];
        }
        return raw;
    }

    private static double area(List<Double> positives, List<Double> negatives) {
        return RocCurve.area(
                positives.stream().mapToDouble(Double::doubleValue).toArray(),
                negatives.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
