package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.Functional;
import java.util.ArrayList;
import java.util.List;

/** Which functionals are read of which descriptor, in the order in which the feature vector has them. */
final class Selection {
    private static final List<Functional> OF_ALL = List.of(
            Functional.AMEAN,
            Functional.PERCENTILE_20,
            Functional.PERCENTILE_50,
            Functional.PERCENTILE_80,
            Functional.STDDEV,
            Functional.MEAN_ABS_DELTA);
    /** A place on a scale whose zero is the line's gain says nothing. */
    private static final List<Functional> WHERE_GAIN_COUNTS =
            List.of(Functional.PCTLRANGE_0_2, Functional.PCTLRANGE_10_90, Functional.STDDEV, Functional.MEAN_ABS_DELTA);

    private static final List<Functional> OF_MELODY = List.of(
            Functional.PCTLRANGE_0_2,
            Functional.MEAN_RISING_SLOPE,
            Functional.STDDEV_RISING_SLOPE,
            Functional.MEAN_FALLING_SLOPE,
            Functional.STDDEV_FALLING_SLOPE,
            Functional.LINREG_C1);
    private static final List<Functional> OF_LOUDNESS = List.of(
            Functional.MEAN_RISING_SLOPE,
            Functional.STDDEV_RISING_SLOPE,
            Functional.MEAN_FALLING_SLOPE,
            Functional.STDDEV_FALLING_SLOPE,
            Functional.PEAKS_PER_SEC,
            Functional.SKEWNESS);

    private Selection() {}

    /** The functionals of the last seconds of speech that are read of a descriptor. */
    static List<Functional> of(Descriptor descriptor) {
        List<Functional> selected = new ArrayList<>(descriptor.dependsOnGain() ? WHERE_GAIN_COUNTS : OF_ALL);
        if (descriptor == Descriptor.PITCH) {
            selected.addAll(OF_MELODY);
        } else if (descriptor == Descriptor.LOUDNESS) {
            selected.addAll(OF_LOUDNESS);
        }
        return selected;
    }
}
