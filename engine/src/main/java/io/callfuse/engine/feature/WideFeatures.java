package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.DescriptorScale;
import io.callfuse.dsp.functional.Functional;
import io.callfuse.dsp.functional.SlidingFunctionals;
import io.callfuse.dsp.functional.SlidingSegments;
import java.util.Arrays;
import java.util.List;

/**
 * A wide view of the last seconds of speech: many functionals of all descriptors, levels of narrow mel bands, and how fast the
 * levels move. The levels are kept up beside {@link SpeechStatistics}, whose windows it reads; most is computed when it is asked
 * for, once a second. Allocates when made; belongs to the thread of the leg's worker.
 */
public final class WideFeatures {
    private static final DescriptorScale[] BAND_SCALES = new DescriptorScale[Instruments.NARROW_BANDS];

    static {
        Arrays.fill(BAND_SCALES, new DescriptorScale(-100, 10));
    }

    private static final Descriptor[] DESCRIPTORS = Descriptor.values();
    private static final int[] NONE_FOLLOWED = {};
    private static final int NO_BASELINE = 0;
    /** Loudness that moves by no more than its steps of 1 dB explains nothing. */
    private static final double LOUDNESS_RIDGE_DB2 = 1;

    private static final int LEAST_MODULATION_FRAMES = 50;
    private static final int SOUNDING = 1;

    private final SlidingFunctionals functionals;
    private final SlidingSegments voicing;
    private final SlidingFunctionals bands = new SlidingFunctionals(
            BAND_SCALES, NONE_FOLLOWED, SpeechStatistics.WINDOW_FRAMES, SpeechStatistics.FRAME_SECONDS, NO_BASELINE);
    private final SlidingSegments sounding =
            new SlidingSegments(2, SpeechStatistics.WINDOW_FRAMES, SpeechStatistics.FRAME_SECONDS);
    private final float[][] waiting;
    private long frames;

    /** @param judgedFrames how many frames ago the frame lies that is judged */
    WideFeatures(SpeechStatistics statistics, int judgedFrames) {
        functionals = statistics.functionals();
        voicing = statistics.segments();
        waiting = new float[judgedFrames + 1][Instruments.NARROW_BANDS];
    }

    /** The names of the values, in their order. */
    public static List<String> names() {
        return WideFeatureNames.NAMES;
    }

    /** The heading under which each value's contribution is reported, in the same order. */
    public static List<String> groups() {
        return WideFeatureNames.GROUPS;
    }

    /** Takes the spectrum of the newest frame. */
    void hear(Instruments with) {
        with.narrowMel.apply(with.filled, with.narrowPower);
        with.narrowMel.levels(with.narrowPower, waiting[place()]);
    }

    /** Stands for a frame in which nothing came. */
    void gap() {
        Arrays.fill(waiting[place()], Float.NaN);
    }

    /**
     * Takes the verdict on the frame that is judged now, after {@link SpeechStatistics} has taken it.
     *
     * @param said whether it is speech
     * @param sounds whether it sounds itself, rather than lying shortly before or after what does
     */
    void judge(boolean said, boolean sounds) {
        frames++;
        if (said) {
            bands.accept(waiting[place()]);
            sounding.accept(sounds ? SOUNDING : 1 - SOUNDING);
        } else {
            bands.interrupt();
        }
    }

    private int place() {
        return (int) (frames % waiting.length);
    }

    /** Writes all of them in the order of {@link #names()}; {@code NaN} for what is not known. */
    public void write(double[] features) {
        if (features.length != WideFeatureNames.NAMES.size()) {
            throw new IllegalArgumentException(features.length + " places for " + WideFeatureNames.NAMES.size());
        }
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
            for (Functional place : WideFeatureNames.PLACES) {
                features[at++] = functionals.read(place, d) - zero;
            }
            for (Functional plain : WideFeatureNames.PLAIN) {
                features[at++] = functionals.read(plain, d);
            }
        }
        return at;
    }

    private int writeSlopes(double[] features, int from) {
        int at = from;
        for (Descriptor descriptor : WideFeatureNames.WITH_LOUDNESS) {
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
        features[at++] = sounding.share(SOUNDING);
        return at;
    }

    private int writeBands(double[] features, int from, Instruments with) {
        with.loudAndQuiet.choose(functionals, Descriptor.LEVEL.ordinal());
        double allBands = 0;
        double loudBands = 0;
        for (int b = 0; b < Instruments.NARROW_BANDS; b++) {
            allBands += bands.read(Functional.AMEAN, b) / Instruments.NARROW_BANDS;
            loudBands += with.loudAndQuiet.high(bands, b) / Instruments.NARROW_BANDS;
        }
        int at = from;
        for (int b = 0; b < Instruments.NARROW_BANDS; b++) {
            double mean = bands.read(Functional.AMEAN, b);
            double loud = with.loudAndQuiet.high(bands, b);
            features[at++] = mean - allBands;
            features[at++] = bands.read(Functional.STDDEV, b);
            features[at++] = bands.read(Functional.MEAN_ABS_DELTA, b);
            features[at++] = bands.read(Functional.PERCENTILE_10, b) - mean;
            features[at++] = bands.read(Functional.PERCENTILE_90, b) - mean;
            features[at++] = loud - loudBands;
            features[at++] = loud - with.loudAndQuiet.low(bands, b);
        }
        return at;
    }

    private void writeModulation(double[] features, int from, Instruments with) {
        int at = from;
        int[] edges = WideFeatureNames.BROAD_EDGES;
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
