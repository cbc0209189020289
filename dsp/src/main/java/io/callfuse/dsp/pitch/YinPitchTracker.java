package io.callfuse.dsp.pitch;

import be.tarsos.dsp.pitch.PitchDetectionResult;
import be.tarsos.dsp.pitch.Yin;

/**
 * YIN (de Cheveigne and Kawahara 2002) as TarsosDSP computes it: plain, without a Fourier transform, and therefore the same
 * bits on every JDK. Its result object is reused from call to call, so it is read at once. For one thread.
 */
public final class YinPitchTracker implements PitchTracker {
    private static final double MIN_F0_HZ = 60;
    private static final double MAX_F0_HZ = 520;

    private final int frameSize;
    private final Yin yin;

    /**
     * @param sampleRateHz samples a second
     * @param frameSize samples in a frame; half of it is the longest period that can be found
     * @param threshold largest aperiodicity that still counts as voiced, 0..1
     */
    public YinPitchTracker(double sampleRateHz, int frameSize, double threshold) {
        if (frameSize < 2 * sampleRateHz / MIN_F0_HZ) {
            throw new IllegalArgumentException(
                    "a frame of " + frameSize + " samples is too short for " + MIN_F0_HZ + " Hz");
        }
        this.frameSize = frameSize;
        this.yin = new Yin((float) sampleRateHz, frameSize, threshold);
    }

    @Override
    public int frameSize() {
        return frameSize;
    }

    @Override
    public void track(float[] frame, PitchEstimate into) {
        PitchDetectionResult found = yin.getPitch(frame);
        double f0Hz = found.getPitch();
        boolean voiced = found.isPitched() && f0Hz >= MIN_F0_HZ && f0Hz <= MAX_F0_HZ;
        into.set(voiced ? f0Hz : 0, voiced ? Math.min(1, Math.max(found.getProbability(), 0)) : 0);
    }
}
