package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.Functional;
import java.util.ArrayList;
import java.util.List;

/**
 * The order and the names of a feature vector's values, and what they are made of: {@code group.descriptor_functional}, behind it
 * what the value is measured from where that is not zero.
 */
final class FeatureNames {
    /** Read of each descriptor as they are. */
    static final Functional[] PLAIN = {
        Functional.STDDEV,
        Functional.SKEWNESS,
        Functional.KURTOSIS,
        Functional.MEAN_ABS_DELTA,
        Functional.PERCENTILE_90_ABS_DELTA,
        Functional.MEAN_RISE,
        Functional.MEAN_FALL,
        Functional.HALVES_DIFFERENCE
    };

    /** Read of each descriptor, but from its mean where the gain of the line counts. */
    static final Functional[] PLACES = {
        Functional.PERCENTILE_5,
        Functional.PERCENTILE_20,
        Functional.PERCENTILE_50,
        Functional.PERCENTILE_80,
        Functional.PERCENTILE_95
    };

    /** Of which it is told how much of them comes with loudness. */
    static final Descriptor[] WITH_LOUDNESS = {
        Descriptor.PITCH,
        Descriptor.HNR,
        Descriptor.ALPHA_RATIO,
        Descriptor.HAMMARBERG,
        Descriptor.SLOPE_500_1500,
        Descriptor.F1_FREQUENCY,
        Descriptor.CENTROID,
        Descriptor.FLUX,
        Descriptor.ZERO_CROSSINGS,
        Descriptor.FLATNESS,
        Descriptor.MFCC_1,
        Descriptor.MFCC_2
    };

    /** The bands of how fast levels move; the last ends where the rate of the frames does. */
    static final double[] MODULATION_EDGES_HZ = {0.8, 2.5, 4, 6, 9, 14, 22, 25};

    /** Where the broad bands begin and, the last, end, whose levels' movements are told: places among the narrow ones. */
    static final int[] BROAD_EDGES = {0, 6, 12, 19, Instruments.NARROW_BANDS};

    static final List<String> NAMES;
    static final List<String> GROUPS;

    private static final String RATE = "speech rate";
    private static final String FROM_MEAN = ".fromMean";
    private static final List<String> OF_SEGMENTS = List.of(
            "voicedShare",
            "VoicedSegmentsPerSec",
            "MeanVoicedSegmentLengthSec",
            "StddevVoicedSegmentLengthSec",
            "MaxVoicedSegmentLengthSec",
            "MeanUnvoicedSegmentLength",
            "StddevUnvoicedSegmentLength",
            "soundingShare");
    /** What is told of each narrow band. */
    private static final List<String> OF_BANDS = List.of(
            "amean.fromAllBands",
            Functional.STDDEV.label(),
            Functional.MEAN_ABS_DELTA.label(),
            Functional.PERCENTILE_10.label() + FROM_MEAN,
            Functional.PERCENTILE_90.label() + FROM_MEAN,
            "loudQuarter.fromAllBands",
            "loudQuarter.fromQuietQuarter");

    static final int VALUES_OF_BAND = OF_BANDS.size();
    /** Place of the loud frames' mean among them. */
    static final int LOUD_OF_BAND = 5;

    private final List<String> names = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();

    static {
        FeatureNames all = new FeatureNames();
        for (Descriptor descriptor : Descriptor.values()) {
            all.addOf(descriptor);
        }
        for (Descriptor descriptor : WITH_LOUDNESS) {
            all.add(descriptor.group(), descriptor.label() + "_slopeOnLoudness");
        }
        OF_SEGMENTS.forEach(name -> all.add(RATE, name));
        for (int band = 1; band <= Instruments.NARROW_BANDS; band++) {
            for (String name : OF_BANDS) {
                all.add(Descriptor.MFCC_1.group(), "melBand" + band + "Db_" + name);
            }
        }
        for (int broad = 1; broad < BROAD_EDGES.length; broad++) {
            all.addModulation("melBands" + (BROAD_EDGES[broad - 1] + 1) + "-" + BROAD_EDGES[broad]);
        }
        all.addModulation(Descriptor.LEVEL.label());
        NAMES = List.copyOf(all.names);
        GROUPS = List.copyOf(all.groups);
    }

    private FeatureNames() {}

    private void add(String group, String name) {
        String stem = RATE.equals(group) ? "rate" : group.replace(" ", "");
        names.add(stem + "." + name);
        groups.add(group);
    }

    private void addOf(Descriptor descriptor) {
        boolean fromMean = descriptor.dependsOnGain();
        if (!fromMean) {
            add(descriptor.group(), Functional.AMEAN.featureName(descriptor.label()));
        }
        for (Functional place : PLACES) {
            add(descriptor.group(), place.featureName(descriptor.label()) + (fromMean ? FROM_MEAN : ""));
        }
        for (Functional plain : PLAIN) {
            add(descriptor.group(), plain.featureName(descriptor.label()));
        }
    }

    private void addModulation(String of) {
        for (int b = 1; b < MODULATION_EDGES_HZ.length; b++) {
            add(RATE, of + "_modulation" + MODULATION_EDGES_HZ[b - 1] + "-" + MODULATION_EDGES_HZ[b] + "Hz");
        }
    }
}
