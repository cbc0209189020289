package io.callfuse.dsp.spectrum;

import io.callfuse.dsp.kernel.Kernels;
import java.util.Arrays;

/**
 * One-sided power spectrum of a frame under the periodic Hann window (0.5 - 0.5 cos(2 pi n / N)), scaled so that its bins add up to
 * the frame's mean square (Parseval) as far as the window sees it. A frame that holds NaN, infinity or what is far beyond full
 * scale counts as silence. Without a memory of frames; allocates when made; for one thread.
 */
public final class PowerSpectrum {
    /** So far beyond full scale that it is no sample; its square still fits. */
    private static final float LARGEST_ENERGY = 1e30f;

    private final Kernels kernels;
    private final RealFft transform;
    private final float[] weights;
    private final float[] weighted;
    private final float[] power;
    private final double binHz;

    /**
     * @param size samples in a frame, a power of two
     * @param sampleRateHz samples a second
     */
    public PowerSpectrum(int size, double sampleRateHz) {
        this(size, sampleRateHz, Kernels.best());
    }

    /** With these kernels; all give the same bits. */
    public PowerSpectrum(int size, double sampleRateHz, Kernels kernels) {
        if (!(sampleRateHz > 0)) {
            throw new IllegalArgumentException("sampleRateHz is " + sampleRateHz + ", not over 0");
        }
        this.kernels = kernels;
        this.transform = new RealFft(size);
        this.weights = weights(size);
        this.weighted = new float[size];
        this.power = new float[size / 2 + 1];
        this.binHz = sampleRateHz / size;
    }

    /** The window, times what makes the bins between the first and the last, which stand for two each, add up. */
    private static float[] weights(int size) {
        double[] hann = new double[size];
        double sum = 0;
        for (int n = 0; n < size; n++) {
            hann[n] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / size);
            sum += hann[n] * hann[n];
        }
        float[] weights = new float[size];
        for (int n = 0; n < size; n++) {
            weights[n] = (float) (hann[n] * Math.sqrt(2 / (size * sum)));
        }
        return weights;
    }

    /** Computes the spectrum of a frame of samples in -1..1; it stands in {@link #power} until the next call. */
    public void compute(float[] frame) {
        kernels.multiply(frame, weights, weighted, weights.length);
        transform.squaredMagnitude(weighted, power);
        if (!(energy() <= LARGEST_ENERGY)) {
            Arrays.fill(power, 0f);
            return;
        }
        power[0] *= 0.5f;
        power[power.length - 1] *= 0.5f;
    }

    /** The energy of the frame, or what is no number: a sample that is none leaves none in any bin. */
    private float energy() {
        float a = power[power.length - 1];
        float b = 0;
        float c = 0;
        float d = 0;
        for (int bin = 0; bin < power.length - 1; bin += 4) {
            a += power[bin];
            b += power[bin + 1];
            c += power[bin + 2];
            d += power[bin + 3];
        }
        return (a + b) + (c + d);
    }

    /** The bins themselves, not a copy: 0 Hz to half the sample rate, mean square (full scale is 1). */
    public float[] power() {
        return power;
    }

    /** Distance of two bins, Hz. */
    public double binHz() {
        return binHz;
    }

    /** Returns the bin nearest to a frequency, which lies between 0 and half the sample rate, Hz. */
    public int binOf(double frequencyHz) {
        int bin = (int) Math.round(frequencyHz / binHz);
        if (bin < 0 || bin >= power.length) {
            throw new IllegalArgumentException(frequencyHz + " Hz is not between 0 and half the sample rate");
        }
        return bin;
    }
}
