package io.callfuse.dsp.rate;

/**
 * Syllables a second of speech, pauses left out, over the last seconds of speech and over the first ones. Allocates when made;
 * for one thread.
 */
public final class SpeechRate {
    private final double frameSeconds;
    private final byte[] nucleiOfFrame;
    private final int baselineFrames;
    private final int minFrames;
    private long frames;
    private int nucleiInWindow;
    private int nucleiInBaseline;

    /**
     * @param frameSeconds length of a frame
     * @param windowSeconds speech over which the rate is taken
     * @param baselineSeconds speech that makes the baseline
     * @param minSeconds speech that must have been heard before there is a rate
     */
    public SpeechRate(double frameSeconds, double windowSeconds, double baselineSeconds, double minSeconds) {
        this.frameSeconds = frameSeconds;
        this.nucleiOfFrame = new byte[(int) Math.round(windowSeconds / frameSeconds)];
        this.baselineFrames = (int) Math.round(baselineSeconds / frameSeconds);
        this.minFrames = (int) Math.round(minSeconds / frameSeconds);
    }

    /** Takes the next frame of speech and the nuclei that became known with it. */
    public void accept(int nuclei) {
        int at = (int) (frames % nucleiOfFrame.length);
        nucleiInWindow += nuclei - nucleiOfFrame[at];
        nucleiOfFrame[at] = (byte) nuclei;
        if (frames < baselineFrames) {
            nucleiInBaseline += nuclei;
        }
        frames++;
    }

    /** Syllables a second over the last seconds of speech; 0 until enough was heard. */
    public double syllablesPerSecond() {
        return rate(nucleiInWindow, Math.min(frames, nucleiOfFrame.length));
    }

    /** Syllables a second over the first seconds of speech; 0 until enough was heard. */
    public double baselineSyllablesPerSecond() {
        return rate(nucleiInBaseline, Math.min(frames, baselineFrames));
    }

    private double rate(int nuclei, long overFrames) {
        return overFrames < minFrames ? 0 : nuclei / (overFrames * frameSeconds);
    }
}
