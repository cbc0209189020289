package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FeatureScalingTest {
    private static final ClassTargets TARGETS = new ClassTargets(List.of(1.0, 1.0), 1);

    @Test
    void shouldCountCorporaAndClassesAlikeHoweverManyReadingsTheyHave() {
        List<FeatureScaling.Reading> readings = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            readings.add(new FeatureScaling.Reading(new double[] {0}, 0, 0));
        }
        readings.add(new FeatureScaling.Reading(new double[] {4}, 1, 0));
        readings.add(new FeatureScaling.Reading(new double[] {0}, 0, 1));
        readings.add(new FeatureScaling.Reading(new double[] {4}, 1, 1));
        FeatureScaling scaling = new FeatureScaling(readings, TARGETS);
        assertThat(scaling.mean(0)).isCloseTo(2, within(1e-5f));
        assertThat(scaling.scale(0)).isCloseTo(2, within(1e-5f));
    }

    @Test
    void shouldLeaveOutWhatIsNotKnownAndHaveAScaleForWhatNeverChanges() {
        FeatureScaling scaling = new FeatureScaling(
                List.of(
                        new FeatureScaling.Reading(new double[] {Double.NaN, 3, Double.NaN}, 0, 0),
                        new FeatureScaling.Reading(new double[] {7, 3, Double.NaN}, 1, 0)),
                TARGETS);
        assertThat(scaling.mean(0)).isEqualTo(7);
        assertThat(scaling.mean(1)).isEqualTo(3);
        assertThat(scaling.scale(1)).isPositive();
        assertThat(scaling.mean(2)).isZero();
        assertThat(scaling.scale(2)).isPositive();
    }

    @Test
    void shouldRefuseNoReadingsAndThoseOfAnotherShape() {
        assertThatThrownBy(() -> new FeatureScaling(List.of(), TARGETS)).hasMessage("there are no readings");
        FeatureScaling.Reading good = new FeatureScaling.Reading(new double[2], 0, 0);
        FeatureScaling.Reading bad = new FeatureScaling.Reading(new double[3], 2, 0);
        assertThatThrownBy(() -> new FeatureScaling(List.of(good, bad), TARGETS))
                .hasMessage("a reading of 3 values, the first has 2, and of class 2");
    }
}
