package io.callfuse.dsp.pitch;

import be.tarsos.dsp.pitch.FastYin;

/**
 * YIN (de Cheveigne and Kawahara 2002) by Fourier transforms, as TarsosDSP computes it, to compare with. Its transform's sines
 * come from {@link Math}: it need not give the same bits on every machine. Each frame is judged by itself. For one thread.
 */
public final class FastYinPitchTracker implements PitchTracker {
    private final FiniteFrame finite;
    private final int frameSize;
    private final FastYin yin;

    /**
     * @param sampleRateHz samples a second
     * @param frameSize samples in a frame; half of it is the longest period that can be found
     * @param threshold largest aperiodicity that still counts as voiced, 0..1
     */
    public FastYinPitchTracker(double sampleRateHz, int frameSize, double threshold) {
        this.frameSize = SpeechPitch.longEnough(frameSize, sampleRateHz);
        this.finite = new FiniteFrame(frameSize);
        this.yin = new FastYin((float) sampleRateHz, frameSize, threshold);
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
