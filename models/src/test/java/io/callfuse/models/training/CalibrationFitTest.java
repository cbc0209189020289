package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.models.LogitCalibration;
import io.callfuse.models.evaluation.CalibrationError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CalibrationFitTest {
    private static final int CLASSES = 3;

    private final List<float[]> logits = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    @Test
    void shouldFindTheTemperatureAndTheBiasOfOverconfidentOutputs() {
        overconfident(6000, 1);
        LogitCalibration fitted = fitted();
        assertThat(fitted.scale()).isCloseTo(1 / 3f, within(0.03f));
        assertThat(fitted.bias().get(0)).isZero();
        assertThat(fitted.bias().get(1)).isCloseTo(1f, within(0.12f));
        assertThat(fitted.bias().get(2)).isCloseTo(-0.5f, within(0.12f));
    }

    @Test
    void shouldLowerTheCalibrationErrorOnOutputsItHasNotSeen() {
        overconfident(1500, 2);
        LogitCalibration fitted = fitted();
        overconfident(4000, 3);
        double before = error(LogitCalibration.none(CLASSES));
        assertThat(before).isGreaterThan(0.1);
        assertThat(error(fitted)).isLessThan(before / 3).isLessThan(0.05);
    }

    @Test
    void shouldStayFiniteWhenAClassNeverOccursAndAllIsRight() {
        LogitCalibration fitted = CalibrationFit.fit(
                List.of(new float[] {5, -5, 0, 9}, new float[] {-5, 5, 0, 9}), new int[] {0, 1}, ones(2), CLASSES);
        assertThat(fitted.scale()).isFinite().isPositive();
        assertThat(fitted.bias()).allMatch(Float::isFinite);
    }

    @Test
    void shouldRefuseOutputsWithoutLabels() {
        assertThatThrownBy(() -> CalibrationFit.fit(List.of(), new int[0], new double[0], CLASSES))
                .hasMessage("0 outputs, 0 labels, 0 weights");
        assertThatThrownBy(() -> CalibrationFit.fit(List.of(new float[2]), new int[1], ones(1), CLASSES))
                .hasMessage("case 0 has label 0 of 2 outputs and weight 1.0");
    }

    /** Labels are drawn by logits a third as large and moved by a bias of 0, 1 and -0.5. */
    private void overconfident(int count, long seed) {
        logits.clear();
        labels.clear();
        LogitCalibration truth = new LogitCalibration(1 / 3f, List.of(0f, 1f, -0.5f));
        Random random = new Random(seed);
        double[] probability = new double[CLASSES];
        for (int i = 0; i < count; i++) {
            float[] row = new float[CLASSES];
            for (int c = 0; c < CLASSES; c++) {
                row[c] = (float) (5 * random.nextGaussian());
            }
            truth.apply(row, probability);
            double draw = random.nextDouble();
            logits.add(row);
            labels.add(draw < probability[0] ? 0 : draw < probability[0] + probability[1] ? 1 : 2);
        }
    }

    private LogitCalibration fitted() {
        int[] truth = labels.stream().mapToInt(Integer::intValue).toArray();
        return CalibrationFit.fit(logits, truth, ones(truth.length), CLASSES);
    }

    private double error(LogitCalibration calibration) {
        CalibrationError error = new CalibrationError();
        double[] probability = new double[CLASSES];
        for (int i = 0; i < labels.size(); i++) {
            calibration.apply(logits.get(i), probability);
            int said = 0;
            for (int c = 1; c < CLASSES; c++) {
                said = probability[c] > probability[said] ? c : said;
            }
            error.add(probability[said], said == labels.get(i));
        }
        return error.expected();
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
