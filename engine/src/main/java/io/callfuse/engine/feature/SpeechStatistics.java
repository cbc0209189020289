package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.Contour;
import io.callfuse.dsp.functional.Moments;
import io.callfuse.dsp.rate.SpeechRate;
import io.callfuse.engine.call.MediaTime;

/**
 * Statistics of the descriptors over the last seconds of speech, and the same over the caller's first seconds: the baseline.
 * Both are the same while little has been heard, so a difference grows only as speech comes, and it counts for less the
 * shorter the baseline is. Allocates when made; for one thread.
 */
final class SpeechStatistics {
    private static final int WINDOW_FRAMES = 5 * MediaTime.FRAMES_PER_SECOND;
    private static final int BASELINE_FRAMES = 6 * MediaTime.FRAMES_PER_SECOND;
    /** Frames of baseline at which a difference counts for half. */
    private static final double HALF_TRUST_FRAMES = 1.5 * MediaTime.FRAMES_PER_SECOND;

    private static final double RATE_WINDOW_SECONDS = 8;
    private static final double RATE_BASELINE_SECONDS = 8;
    private static final double RATE_MIN_SECONDS = 2;
    private static final double LOW_PERCENT = 20;
    private static final double HIGH_PERCENT = 80;

    private final Contour[] window = new Contour[Descriptor.values().length];
    private final Moments[] baseline = new Moments[window.length];
    private final Descriptor[] descriptors = Descriptor.values();
    private final SpeechRate rate =
            new SpeechRate(MediaTime.FRAME_MS / 1000.0, RATE_WINDOW_SECONDS, RATE_BASELINE_SECONDS, RATE_MIN_SECONDS);
    private long frames;

    SpeechStatistics() {
        float[] scratch = new float[WINDOW_FRAMES];
        for (int d = 0; d < window.length; d++) {
            window[d] = new Contour(WINDOW_FRAMES, scratch);
            baseline[d] = new Moments();
        }
    }

    /** Takes the descriptors of the next frame of speech and the syllable nuclei that became known with it. */
    void accept(double[] values, int nuclei) {
        for (int d = 0; d < window.length; d++) {
            window[d].accept(values[d]);
            if (frames < BASELINE_FRAMES) {
                baseline[d].accept(values[d]);
            }
        }
        rate.accept(nuclei);
        frames++;
    }

    /** Speech heard so far, ms. */
    long speechMs() {
        return frames * MediaTime.FRAME_MS;
    }

    /** The rate of speech. */
    SpeechRate rate() {
        return rate;
    }

    /** Writes all features in the order of {@link FeatureNames}. */
    void write(double[] features) {
        int at = 0;
        double baselineFrames = Math.min(frames, BASELINE_FRAMES);
        double trust = baselineFrames / (baselineFrames + HALF_TRUST_FRAMES);
        double voicedShare = 0;
        for (int d = 0; d < window.length; d++) {
            Contour contour = window[d];
            contour.summarize();
            double low = contour.percentile(LOW_PERCENT);
            double high = contour.percentile(HIGH_PERCENT);
            if (descriptors[d].dependsOnGain()) {
                features[at++] = high - low;
            } else {
                features[at++] = contour.mean();
                features[at++] = low;
                features[at++] = high;
            }
            features[at++] = contour.stddev();
            features[at++] = trust * (contour.mean() - baseline[d].mean());
            features[at++] = trust * (contour.stddev() - baseline[d].stddev());
            if (descriptors[d] == Descriptor.PITCH) {
                voicedShare = contour.count() / Math.max(1.0, Math.min(frames, WINDOW_FRAMES));
            }
        }
        writeRate(features, at, voicedShare, trust);
    }

    private void writeRate(double[] features, int from, double voicedShare, double trust) {
        double firstShare =
                baseline[Descriptor.PITCH.ordinal()].count() / Math.max(1.0, Math.min(frames, BASELINE_FRAMES));
        double now = rate.syllablesPerSecond();
        double first = rate.baselineSyllablesPerSecond();
        features[from] = frames == 0 ? Double.NaN : voicedShare;
        features[from + 1] = frames == 0 ? Double.NaN : trust * (voicedShare - firstShare);
        features[from + 2] = now == 0 ? Double.NaN : now;
        features[from + 3] = now == 0 || first == 0 ? Double.NaN : trust * (now - first);
    }
}
