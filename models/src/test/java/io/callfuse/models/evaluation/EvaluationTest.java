package io.callfuse.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EvaluationTest {
    @Test
    void shouldCountPairsInTheRightOrder() {
        assertThat(RocCurve.area(new double[] {3, 4}, new double[] {1, 2})).isEqualTo(1);
        assertThat(RocCurve.area(new double[] {1, 2}, new double[] {3, 4})).isZero();
        assertThat(RocCurve.area(new double[] {1, 3}, new double[] {2, 0})).isEqualTo(0.75);
    }

    @Test
    void shouldCountTiesHalf() {
        assertThat(RocCurve.area(new double[] {1, 1}, new double[] {1, 1, 1})).isEqualTo(0.5);
        assertThat(RocCurve.area(new double[] {1, 2}, new double[] {1})).isEqualTo(0.75);
    }

    @Test
    void shouldHaveNoAreaWithoutBothKinds() {
        assertThat(RocCurve.area(new double[0], new double[] {1})).isNaN();
        assertThat(RocCurve.area(new double[] {1}, new double[0])).isNaN();
    }

    @Test
    void shouldAverageTheRecallOfClassesThatOccurred() {
        ConfusionTable table = new ConfusionTable(3);
        table.add(0, 0);
        table.add(0, 0);
        table.add(0, 1);
        table.add(0, 0);
        table.add(1, 1);
        table.add(1, 2);
        assertThat(table.count(0, 1)).isEqualTo(1);
        assertThat(table.recall(0)).isEqualTo(0.75);
        assertThat(table.recall(2)).isNaN();
        assertThat(table.unweightedAverageRecall()).isCloseTo(0.625, within(1e-12));
    }

    @Test
    void shouldHaveNoRecallOfNothing() {
        assertThat(new ConfusionTable(2).unweightedAverageRecall()).isNaN();
    }

    @Test
    void shouldMeasureHowFarConfidenceIsFromBeingRight() {
        CalibrationError honest = new CalibrationError();
        CalibrationError boastful = new CalibrationError();
        for (int i = 0; i < 100; i++) {
            honest.add(0.75, i < 75);
            boastful.add(0.95, i < 60);
        }
        assertThat(honest.expected()).isCloseTo(0, within(1e-9));
        assertThat(boastful.expected()).isCloseTo(0.35, within(1e-9));
        assertThat(new CalibrationError().expected()).isNaN();
    }

    @Test
    void shouldTellHowOftenItWasRightByHowSureItWas() {
        CalibrationError one = new CalibrationError();
        one.add(0.72, true);
        one.add(0.78, false);
        CalibrationError other = new CalibrationError();
        other.add(1, true);
        other.add(one);
        assertThat(other.bins()).hasSize(10);
        assertThat(other.bins().get(7).cases()).isEqualTo(2);
        assertThat(other.bins().get(7).confidence()).isCloseTo(0.75, within(1e-12));
        assertThat(other.bins().get(7).right()).isEqualTo(1);
        assertThat(other.bins().get(9)).isEqualTo(new CalibrationError.Bin(1, 1, 1));
        assertThat(other.bins().get(0).confidence()).isNaN();
        assertThat(other.expected()).isCloseTo(0.5 / 3, within(1e-12));
    }
}
