package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.Functional;
import io.callfuse.dsp.functional.SlidingFunctionals;
import io.callfuse.dsp.functional.SlidingSegments;
import java.util.Arrays;

/**
 * Reads the features off the last seconds of speech: many functionals of all descriptors, levels of narrow mel bands, and how fast
 * the levels move. Most is computed when it is asked for, once a second. Allocates when made; for one thread.
 */
final class SpeechFeatures {
    private static final Descriptor[] DESCRIPTORS = Descriptor.values();
    /** Loudness that moves by no more than its steps of 1 dB explains nothing. */
    private static final double LOUDNESS_RIDGE_DB2 = 1;

    private static final int LEAST_MODULATION_FRAMES = 50;

    private final SlidingFunctionals functionals;
    private final SlidingFunctionals bands;
    private final SlidingSegments voicing;
    private final SlidingSegments sounding;

    /** @param statistics whose windows are read */
    SpeechFeatures(SpeechStatistics statistics) {
        functionals = statistics.descriptors();
        bands = statistics.bands();
        voicing = statistics.voicing();
        sounding = statistics.sounding();
    }

    /** Writes all features in the order of {@link FeatureNames}; {@code NaN} for what is not known. */
    void write(double[] features) {
        Instruments with = Instruments.ofThread();
        int at = writeDescriptors(features);
        at = writeSlopes(features, at);
        at = writeSegments(features, at);
        at = writeBands(features, at, with);
        writeModulation(features, at, with);
    }

    private int writeDescriptors(double[] features) {
        int at = 0;
        for (int d = 0; d < DESCRIPTORS.length; d++) {
            double mean = functionals.read(Functional.AMEAN, d);
            double zero = 0;
            if (DESCRIPTORS[d].dependsOnGain()) {
                zero = mean;
            } else {
                features[at++] = mean;
            }
            for (Functional place : FeatureNames.PLACES) {
                features[at++] = functionals.read(place, d) - zero;
            }
            for (Functional plain : FeatureNames.PLAIN) {
                features[at++] = functionals.read(plain, d);
            }
        }
        return at;
    }

    private int writeSlopes(double[] features, int from) {
        int at = from;
        for (Descriptor descriptor : FeatureNames.WITH_LOUDNESS) {
            features[at++] =
                    functionals.slopeOn(Descriptor.LOUDNESS.ordinal(), descriptor.ordinal(), LOUDNESS_RIDGE_DB2);
        }
        return at;
    }

    private int writeSegments(double[] features, int from) {
        int at = from;
        features[at++] = voicing.share(SpeechStatistics.VOICED);
        features[at++] = voicing.segmentsPerSec(SpeechStatistics.VOICED);
        features[at++] = voicing.meanSegmentLengthSec(SpeechStatistics.VOICED);
        features[at++] = voicing.stddevSegmentLengthSec(SpeechStatistics.VOICED);
        features[at++] = voicing.maxSegmentLengthSec(SpeechStatistics.VOICED);
        features[at++] = voicing.meanSegmentLengthSec(SpeechStatistics.UNVOICED);
        features[at++] = voicing.stddevSegmentLengthSec(SpeechStatistics.UNVOICED);
        features[at++] = sounding.share(SpeechStatistics.SOUNDING);
        return at;
    }

    /** One band after the other; what all together are is known behind the last. */
    private int writeBands(double[] features, int from, Instruments with) {
        with.loudAndQuiet.choose(functionals, Descriptor.LEVEL.ordinal());
        double allBands = 0;
        double loudBands = 0;
        int at = from;
        for (int b = 0; b < Instruments.NARROW_BANDS; b++) {
            double mean = bands.read(Functional.AMEAN, b);
            double loud = with.loudAndQuiet.high(bands, b);
            allBands += mean / Instruments.NARROW_BANDS;
            loudBands += loud / Instruments.NARROW_BANDS;
            features[at++] = mean;
            features[at++] = bands.read(Functional.STDDEV, b);
            features[at++] = bands.read(Functional.MEAN_ABS_DELTA, b);
            features[at++] = bands.read(Functional.PERCENTILE_10, b) - mean;
            features[at++] = bands.read(Functional.PERCENTILE_90, b) - mean;
            features[at++] = loud;
            features[at++] = loud - with.loudAndQuiet.low(bands, b);
        }
        for (int band = from; band < at; band += FeatureNames.VALUES_OF_BAND) {
            features[band] -= allBands;
            features[band + FeatureNames.LOUD_OF_BAND] -= loudBands;
        }
        return at;
    }

    private void writeModulation(double[] features, int from, Instruments with) {
        int at = from;
        int[] edges = FeatureNames.BROAD_EDGES;
        for (int broad = 1; broad < edges.length; broad++) {
            Arrays.fill(with.contour, 0f);
            for (int b = edges[broad - 1]; b < edges[broad]; b++) {
                bands.addTo(with.contour, b, 1.0 / (edges[broad] - edges[broad - 1]));
            }
            at = writeShares(features, at, with);
        }
        Arrays.fill(with.contour, 0f);
        functionals.addTo(with.contour, Descriptor.LEVEL.ordinal(), 1);
        writeShares(features, at, with);
    }

    private int writeShares(double[] features, int from, Instruments with) {
        int heard = functionals.frames();
        with.modulation.measure(with.contour, heard);
        for (int b = 0; b < with.modulation.bands(); b++) {
            features[from + b] = heard < LEAST_MODULATION_FRAMES ? Double.NaN : with.modulation.shareDb(b);
        }
        return from + with.modulation.bands();
    }
}
