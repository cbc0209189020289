package io.callfuse.dsp.spectrum;

/** Zero-crossing rate (Kedem 1986): how often the waveform changes its sign. */
public final class ZeroCrossings {
    private ZeroCrossings() {}

    /** Returns the share of neighbouring samples that differ in sign, 0..1. */
    public static double rate(float[] frame) {
        int crossings = 0;
        for (int i = 1; i < frame.length; i++) {
            if (frame[i - 1] < 0 != frame[i] < 0) {
                crossings++;
            }
        }
        return crossings / (double) (frame.length - 1);
    }
}
