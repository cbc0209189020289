package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.DescriptorScale;
import io.callfuse.dsp.functional.Functional;
import io.callfuse.dsp.functional.SlidingFunctionals;
import io.callfuse.dsp.functional.SlidingSegments;
import io.callfuse.dsp.rate.SpeechTempo;
import io.callfuse.engine.call.MediaTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Statistics of the descriptors over the last seconds of speech, and the same over the caller's first seconds: the baseline.
 * Both are the same while little has been heard, so a difference grows only as speech comes, and it counts for less the
 * shorter the baseline is. Allocates when made; for one thread.
 */
final class SpeechStatistics {
    /** The values behind those of the descriptors, in their order. */
    static final List<String> RATE_NAMES = List.of(
            "voicedShare",
            "voicedShare.rise",
            "syllablesPerSecond",
            "syllablesPerSecond.rise",
            "VoicedSegmentsPerSec",
            "MeanVoicedSegmentLengthSec",
            "StddevVoicedSegmentLengthSec",
            "MeanUnvoicedSegmentLength",
            "StddevUnvoicedSegmentLength");

    static final int WINDOW_FRAMES = 5 * MediaTime.FRAMES_PER_SECOND;
    private static final int BASELINE_FRAMES = 6 * MediaTime.FRAMES_PER_SECOND;
    /** Frames of baseline at which a difference counts for half. */
    private static final double HALF_TRUST_FRAMES = 1.5 * MediaTime.FRAMES_PER_SECOND;

    static final double FRAME_SECONDS = MediaTime.FRAME_MS / 1000.0;
    static final int UNVOICED = 0;
    static final int VOICED = 1;

    private static final Functional[][] SELECTED = Arrays.stream(Descriptor.values())
            .map(d -> Selection.of(d).toArray(Functional[]::new))
            .toArray(Functional[][]::new);

    private static final int[] FOLLOWED = IntStream.range(0, SELECTED.length)
            .filter(d -> Arrays.stream(SELECTED[d]).anyMatch(Functional::ofCourse))
            .toArray();
    private static final DescriptorScale[] SCALES = Descriptor.scales();

    private final SlidingFunctionals functionals =
            new SlidingFunctionals(SCALES, FOLLOWED, WINDOW_FRAMES, FRAME_SECONDS, BASELINE_FRAMES);
    private final SlidingSegments segments = new SlidingSegments(2, WINDOW_FRAMES, FRAME_SECONDS);
    private long frames;
    private long voicedInBaseline;

    /** Takes the descriptors of the next frame of speech. */
    void accept(float[] values) {
        functionals.accept(values);
        boolean voiced = !Float.isNaN(values[Descriptor.PITCH.ordinal()]);
        segments.accept(voiced ? VOICED : UNVOICED);
        if (voiced && frames < BASELINE_FRAMES) {
            voicedInBaseline++;
        }
        frames++;
    }

    /** Says that the next frame of speech does not follow upon the last. */
    void pause() {
        functionals.interrupt();
    }

    /** Speech heard so far, ms. */
    long speechMs() {
        return frames * MediaTime.FRAME_MS;
    }

    /** The descriptors of the last frames of speech. */
    SlidingFunctionals functionals() {
        return functionals;
    }

    /** Which of the last frames of speech were {@link #VOICED} and which {@link #UNVOICED}. */
    SlidingSegments segments() {
        return segments;
    }

    /** Writes all features in the order of {@link FeatureNames}. */
    void write(double[] features, SpeechTempo tempo) {
        int at = 0;
        double baselineFrames = Math.min(frames, BASELINE_FRAMES);
        double trust = baselineFrames / (baselineFrames + HALF_TRUST_FRAMES);
        for (int d = 0; d < SELECTED.length; d++) {
            for (Functional functional : SELECTED[d]) {
                features[at++] = functionals.read(functional, d);
            }
            features[at++] = trust * (functionals.read(Functional.AMEAN, d) - functionals.baselineMean(d));
            features[at++] = trust * (functionals.read(Functional.STDDEV, d) - functionals.baselineStddev(d));
        }
        writeRate(features, at, trust, tempo);
    }

    private void writeRate(double[] features, int from, double trust, SpeechTempo tempo) {
        double share = segments.share(VOICED);
        double firstShare = voicedInBaseline / Math.max(1.0, Math.min(frames, BASELINE_FRAMES));
        double now = tempo.articulationRate();
        double first = tempo.baselineArticulationRate();
        int at = from;
        features[at++] = share;
        features[at++] = trust * (share - firstShare);
        features[at++] = now == 0 ? Double.NaN : now;
        features[at++] = now == 0 || first == 0 ? Double.NaN : trust * (now - first);
        features[at++] = segments.segmentsPerSec(VOICED);
        features[at++] = segments.meanSegmentLengthSec(VOICED);
        features[at++] = segments.stddevSegmentLengthSec(VOICED);
        features[at++] = segments.meanSegmentLengthSec(UNVOICED);
        features[at] = segments.stddevSegmentLengthSec(UNVOICED);
    }
}
