package io.callfuse.engine.feature;

import io.callfuse.dsp.functional.DescriptorScale;
import io.callfuse.dsp.functional.SlidingFunctionals;
import io.callfuse.dsp.functional.SlidingSegments;
import io.callfuse.engine.call.MediaTime;
import java.util.Arrays;

/**
 * The last seconds of speech: statistics of the descriptors and of the narrow bands' levels, kept up frame by frame, and the runs
 * of voiced and of sounding frames. Allocates when made; for one thread.
 */
final class SpeechStatistics {
    static final int WINDOW_FRAMES = 5 * MediaTime.FRAMES_PER_SECOND;
    static final double FRAME_SECONDS = MediaTime.FRAME_MS / 1000.0;
    static final int UNVOICED = 0;
    static final int VOICED = 1;
    static final int SOUNDING = 1;

    private static final int KINDS = 2;
    private static final int[] NONE_FOLLOWED = {};
    private static final DescriptorScale[] SCALES = Descriptor.scales();
    private static final DescriptorScale[] BAND_SCALES = new DescriptorScale[Instruments.NARROW_BANDS];

    static {
        Arrays.fill(BAND_SCALES, new DescriptorScale(-100, 10));
    }

    private final SlidingFunctionals descriptors = functionals(SCALES);
    private final SlidingFunctionals bands = functionals(BAND_SCALES);
    private final SlidingSegments voicing = new SlidingSegments(KINDS, WINDOW_FRAMES, FRAME_SECONDS);
    private final SlidingSegments sounding = new SlidingSegments(KINDS, WINDOW_FRAMES, FRAME_SECONDS);
    private long frames;

    private static SlidingFunctionals functionals(DescriptorScale[] scales) {
        return new SlidingFunctionals(scales, NONE_FOLLOWED, WINDOW_FRAMES, FRAME_SECONDS);
    }

    /**
     * Takes the next frame of speech.
     *
     * @param values of its descriptors
     * @param bandLevelsDb of its narrow bands
     * @param sounds whether it sounds itself, rather than lying shortly before or after what does
     */
    void accept(float[] values, float[] bandLevelsDb, boolean sounds) {
        descriptors.accept(values);
        bands.accept(bandLevelsDb);
        voicing.accept(Float.isNaN(values[Descriptor.PITCH.ordinal()]) ? UNVOICED : VOICED);
        sounding.accept(sounds ? SOUNDING : 1 - SOUNDING);
        frames++;
    }

    /** Says that the next frame of speech does not follow upon the last. */
    void pause() {
        descriptors.interrupt();
        bands.interrupt();
    }

    /** Speech heard so far, ms. */
    long speechMs() {
        return frames * MediaTime.FRAME_MS;
    }

    /** The descriptors of the last frames of speech, in the order of {@link Descriptor}. */
    SlidingFunctionals descriptors() {
        return descriptors;
    }

    /** The levels of the narrow bands in the same frames, dB, the lowest band first. */
    SlidingFunctionals bands() {
        return bands;
    }

    /** Which of these frames are {@link #VOICED} and which {@link #UNVOICED}. */
    SlidingSegments voicing() {
        return voicing;
    }

    /** Which of these frames are {@link #SOUNDING}. */
    SlidingSegments sounding() {
        return sounding;
    }
}
