package io.callfuse.dsp.spectrum;

import io.callfuse.dsp.framing.Window;

/**
 * One-sided power spectrum of a frame, scaled so that its bins add up to the frame's mean square whatever the window.
 * Allocates when made; for one thread.
 */
public final class PowerSpectrum {
    private final Window window;
    private final RealFft fft;
    private final double[] weighted;
    private final double[] power;
    private final double binHz;

    /**
     * @param size samples in a frame, a power of two
     * @param sampleRateHz samples a second
     */
    public PowerSpectrum(int size, double sampleRateHz) {
        this.window = Window.hann(size);
        this.fft = new RealFft(size);
        this.weighted = new double[size];
        this.power = new double[size / 2 + 1];
        this.binHz = sampleRateHz / size;
    }

    /** Computes the spectrum of a frame of samples in -1..1; it stands in {@link #power} until the next call. */
    public void compute(float[] frame) {
        window.apply(frame, weighted);
        fft.squaredMagnitude(weighted, power);
        double scale = 1 / (fft.size() * window.power());
        int last = power.length - 1;
        power[0] *= scale;
        power[last] *= scale;
        for (int k = 1; k < last; k++) {
            power[k] *= 2 * scale;
        }
    }

    /** The bins themselves, not a copy: 0 Hz to half the sample rate, mean square (full scale is 1). */
    public double[] power() {
        return power;
    }

    /** Distance of two bins, Hz. */
    public double binHz() {
        return binHz;
    }

    /** Returns the bin nearest to a frequency. */
    public int binOf(double frequencyHz) {
        return (int) Math.round(frequencyHz / binHz);
    }
}
