package io.callfuse.dsp.pitch;

import be.tarsos.dsp.pitch.McLeodPitchMethod;

/**
 * The McLeod pitch method (McLeod and Wyvill 2005, normalised square difference) as TarsosDSP computes it, to compare with. It
 * allocates what it finds. Each frame is judged by itself. For one thread.
 */
public final class McLeodPitchTracker implements PitchTracker {
    private final FiniteFrame finite;
    private final int frameSize;
    private final double smallestClarity;
    private final PitchEstimate found = new PitchEstimate();
    private final McLeodPitchMethod method;

    /**
     * @param sampleRateHz samples a second
     * @param frameSize samples in a frame
     * @param cutoff share of the highest peak that the first one must reach, 0..1; the higher, the more octaves too low
     * @param smallestClarity smallest height of a peak that counts as voiced, 0..1
     */
    public McLeodPitchTracker(double sampleRateHz, int frameSize, double cutoff, double smallestClarity) {
        this.frameSize = SpeechPitch.longEnough(frameSize, sampleRateHz);
        this.finite = new FiniteFrame(frameSize);
        this.smallestClarity = smallestClarity;
        this.method = new McLeodPitchMethod((float) sampleRateHz, frameSize, cutoff);
    }

    @Override
    public int frameSize() {
        return frameSize;
    }

    @Override
    public void track(float[] frame, PitchEstimate into) {
        float[] clean = finite.of(frame);
        if (finite.silent()) {
            into.clear();
            return;
        }
        SpeechPitch.read(method.getPitch(clean), found);
        boolean voiced = found.voicingProbability() >= smallestClarity;
        into.set(voiced ? found.f0Hz() : 0, voiced ? found.voicingProbability() : 0);
    }
}
