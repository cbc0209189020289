package io.callfuse.dsp.spectrum;

import io.callfuse.dsp.signal.Decibels;

/**
 * Where in the telephone band (250 to 3500 Hz) a frame has its power: alpha ratio and Hammarberg index after the Geneva set
 * (Eyben et al. 2016), their upper band ending where the telephone's does, and the centroid. Ratios only, so that the line's
 * gain does not matter. Allocates when made; for one thread.
 */
public final class SpectralBalance {
    private static final double LOW_HZ = 250;
    private static final double HIGH_HZ = 3500;
    private static final double ALPHA_SPLIT_HZ = 1000;
    private static final double HAMMARBERG_SPLIT_HZ = 2000;
    private static final double TINY_POWER = 1e-12;

    private final int lowBin;
    private final int alphaBin;
    private final int hammarbergBin;
    private final int highBin;
    private final double binHz;
    private double bandPower;
    private double alphaRatioDb;
    private double hammarbergIndexDb;
    private double centroidHz;

    /** Measures spectra of the shape of this one. */
    public SpectralBalance(PowerSpectrum spectrum) {
        this.lowBin = spectrum.binOf(LOW_HZ);
        this.alphaBin = spectrum.binOf(ALPHA_SPLIT_HZ);
        this.hammarbergBin = spectrum.binOf(HAMMARBERG_SPLIT_HZ);
        this.highBin = spectrum.binOf(HIGH_HZ);
        this.binHz = spectrum.binHz();
    }

    /** Measures one frame's bins, taken for silence when one is no number; the results stand until the next call. */
    public void measure(double[] power) {
        double below = 0;
        double above = 0;
        double moment = 0;
        double lowPeak = 0;
        double highPeak = 0;
        for (int k = lowBin; k <= highBin; k++) {
            double p = power[k];
            moment += p * k;
            if (k < alphaBin) {
                below += p;
            } else {
                above += p;
            }
            if (k < hammarbergBin) {
                lowPeak = Math.max(lowPeak, p);
            } else {
                highPeak = Math.max(highPeak, p);
            }
        }
        if (!Double.isFinite(moment)) {
            below = 0;
            above = 0;
            moment = 0;
            lowPeak = 0;
            highPeak = 0;
        }
        bandPower = below + above;
        centroidHz = binHz * moment / (bandPower + TINY_POWER);
        alphaRatioDb = Decibels.ofRatio((above + TINY_POWER) / (below + TINY_POWER));
        hammarbergIndexDb = Decibels.ofRatio((lowPeak + TINY_POWER) / (highPeak + TINY_POWER));
    }

    /** Mean square in the telephone band (full scale is 1). */
    public double bandPower() {
        return bandPower;
    }

    /** Power above 1 kHz over power below it, dB: higher the more the voice is pressed. */
    public double alphaRatioDb() {
        return alphaRatioDb;
    }

    /** Strongest bin below 2 kHz over the strongest above, dB. */
    public double hammarbergIndexDb() {
        return hammarbergIndexDb;
    }

    /** Centre of gravity of the power, Hz; 0 in silence. */
    public double centroidHz() {
        return centroidHz;
    }
}
