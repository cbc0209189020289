package io.callfuse.dsp.pitch;

import be.tarsos.dsp.pitch.Yin;

/**
 * YIN (de Cheveigne and Kawahara 2002) as TarsosDSP computes it: plain, without a Fourier transform, and therefore the same
 * bits on every JDK. Each frame is judged by itself. For one thread.
 */
public final class YinPitchTracker implements PitchTracker {
    private final FiniteFrame finite;
    private final int frameSize;
    private final Yin yin;

    /**
     * @param sampleRateHz samples a second
     * @param frameSize samples in a frame; half of it is the longest period that can be found
     * @param threshold largest aperiodicity that still counts as voiced, 0..1
     */
    public YinPitchTracker(double sampleRateHz, int frameSize, double threshold) {
        this.frameSize = SpeechPitch.longEnough(frameSize, sampleRateHz);
        this.finite = new FiniteFrame(frameSize);
        this.yin = new Yin((float) sampleRateHz, frameSize, threshold);
    }

    @Override
    public int frameSize() {
        return frameSize;
    }

    @Override
    public void track(float[] frame, PitchEstimate into) {
        SpeechPitch.read(yin.getPitch(finite.of(frame)), into);
    }
}
