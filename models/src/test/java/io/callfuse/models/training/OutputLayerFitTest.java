package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.models.EmotionModel;
import io.callfuse.models.HistoryInput;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.NetworkFixture;
import io.callfuse.models.NetworkLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutputLayerFitTest {
    /** Two calm classes, one angry. */
    private static final MoodGroups GROUPS = new MoodGroups(List.of(0, 1, 0));

    private static final int UNITS = 3;

    @Test
    void shouldHaveTheSlopesOfTheLoss() {
        double[] at = {0.3, -1.2, 2};
        double[] slopes = new double[3];
        for (int group = 0; group < 2; group++) {
            GROUPS.loss(at, group, slopes);
            double[] found = slopes.clone();
            for (int c = 0; c < 3; c++) {
                double[] more = at.clone();
                double[] less = at.clone();
                more[c] += 1e-5;
                less[c] -= 1e-5;
                double slope = (GROUPS.loss(more, group, slopes) - GROUPS.loss(less, group, slopes)) / 2e-5;
                assertThat(found[c]).isCloseTo(slope, within(1e-8));
            }
        }
    }

    @Test
    void shouldLearnWhatThePresentOutputsGetWrong() {
        NetworkLayers fitted = new OutputLayerFit(GROUPS, 1, 0.001).fit(layers(), readings(60));
        for (LabelledOutput reading : readings(200)) {
            double[] logits = outputs(fitted, reading.activity());
            assertThat(logits[1] > Math.max(logits[0], logits[2])).isEqualTo(reading.group() == 1);
            assertThat(logits[3] > 0).isEqualTo(reading.group() == 1);
        }
    }

    @Test
    void shouldLeaveTheHiddenLayerAsItIs() {
        NetworkLayers fitted = new OutputLayerFit(GROUPS, 1, 0.001).fit(layers(), readings(60));
        assertThat(fitted.hidden()).isDeepEqualTo(layers().hidden());
        assertThat(fitted.hiddenBias()).isEqualTo(layers().hiddenBias());
        assertThat(fitted.shift()).isDeepEqualTo(layers().shift());
        assertThat(fitted.output()).isNotEqualTo(layers().output());
    }

    @Test
    void shouldStayWhereItIsWhenHeldFirmly() {
        NetworkLayers fitted = new OutputLayerFit(GROUPS, 1, 1e6).fit(layers(), readings(60));
        float[][] before = layers().output();
        for (int o = 0; o < before.length; o++) {
            assertThat(fitted.output()[o]).containsExactly(before[o], within(1e-5f));
        }
    }

    @Test
    void shouldLearnTheSameTwice() {
        OutputLayerFit fit = new OutputLayerFit(GROUPS, 1, 0.1);
        assertThat(fit.fit(layers(), readings(60)).output())
                .isDeepEqualTo(fit.fit(layers(), readings(60)).output());
    }

    @Test
    void shouldRefuseNothingToLearnFrom() {
        assertThatThrownBy(() -> new OutputLayerFit(GROUPS, 1, 0.1).fit(layers(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeldCalibration.fit(LogitCalibration.none(3), GROUPS, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelledOutput(new float[0], new float[] {Float.NaN}, 0, 1))
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> new LabelledOutput(new float[0], new float[1], 0, 0))
                .hasMessageContaining("weight");
        assertThatThrownBy(() -> new MoodGroups(List.of(0, -1))).hasMessageContaining("groups");
    }

    @Test
    void shouldMakeAnOverconfidentModelHonest() {
        Random random = new Random(5);
        List<LabelledOutput> outputs = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            double odds = 2 * random.nextGaussian();
            boolean angry = random.nextDouble() < 1 / (1 + StrictMath.exp(-odds));
            // says four times the log-odds that there are
            outputs.add(new LabelledOutput(new float[0], new float[] {0, (float) (4 * odds), -20}, angry ? 1 : 0, 1));
        }
        LogitCalibration honest = HeldCalibration.fit(LogitCalibration.none(3), GROUPS, outputs);
        assertThat((double) honest.scale()).isCloseTo(0.25, within(0.04));
        assertThat(honest.bias().get(0)).isEqualTo(honest.bias().get(2));
    }

    @Test
    void shouldKeepThePresentConfidenceWhereNothingSpeaksAgainstIt() {
        LogitCalibration present = new LogitCalibration(0.5f, List.of(0.1f, 0.2f, 0.3f));
        LogitCalibration fitted = HeldCalibration.fit(
                present, GROUPS, List.of(new LabelledOutput(new float[0], new float[] {9, -9, 9}, 0, 1)));
        assertThat((double) fitted.scale()).isCloseTo(0.5, within(0.03));
        assertThat((double) fitted.bias().get(1)).isCloseTo(0.2, within(0.03));
    }

    @Test
    void shouldSeeTheActivityThatMadeTheOutputs() {
        Random random = new Random(3);
        EmotionModel model = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 6, 8, 2);
        io.callfuse.models.EmotionInference inference = new io.callfuse.models.EmotionInference(model, 0);
        inference.infer(NetworkFixture.reading(random, 6));
        float[] activity = new float[8];
        inference.writeActivity(activity);
        double[] outputs = outputs(model.layers(), activity);
        for (int o = 0; o < outputs.length; o++) {
            assertThat(inference.logit(o)).isCloseTo(outputs[o], within(1e-4));
        }
    }

    /** Anger is where the second unit is more active than the first; the present outputs know nothing of it. */
    private static List<LabelledOutput> readings(int count) {
        Random random = new Random(count);
        List<LabelledOutput> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean angry = i % 2 == 0;
            float weak = random.nextFloat() / 2;
            float strong = 1 + random.nextFloat();
            float[] activity = {angry ? weak : strong, angry ? strong : weak, random.nextFloat()};
            double[] outputs = outputs(layers(), activity);
            float[] logits = new float[outputs.length];
            for (int o = 0; o < logits.length; o++) {
                logits[o] = (float) outputs[o];
            }
            readings.add(new LabelledOutput(activity, logits, angry ? 1 : 0, 1));
        }
        return readings;
    }

    private static double[] outputs(NetworkLayers layers, float[] activity) {
        double[] outputs = new double[layers.outputs()];
        for (int o = 0; o < outputs.length; o++) {
            outputs[o] = layers.outputBias()[o];
            for (int h = 0; h < activity.length; h++) {
                outputs[o] += layers.output()[o][h] * activity[h];
            }
        }
        return outputs;
    }

    private static NetworkLayers layers() {
        float[][] output = new float[4][UNITS];
        output[0][0] = -0.5f;
        output[1][2] = 0.5f;
        return new NetworkLayers(
                new float[2 + NetworkLayers.historyInputs(4)][UNITS],
                new float[UNITS],
                output,
                new float[4],
                new float[4][4],
                new float[4]);
    }
}
