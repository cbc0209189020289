package io.callfuse.dsp.spectrum;

/**
 * {@code spectralFlux} of the Geneva set (Eyben et al. 2016): how far the spectrum moved since the frame before, as the Euclidean
 * distance of the two frames' bin amplitudes, each frame scaled to unit length, so that gain does not matter. Allocates when
 * made; for one thread.
 */
public final class SpectralFlux {
    /** -100 dBFS in the whole band: what is quieter is silence. */
    private static final float MIN_BAND_POWER = 1e-10f;

    private final int firstBin;
    private final float[] amplitudes;
    private boolean havePrevious;

    /** Follows the bins {@code firstBin} to {@code lastBin}, both included. */
    public SpectralFlux(int firstBin, int lastBin) {
        if (firstBin < 0 || lastBin <= firstBin) {
            throw new IllegalArgumentException("bins " + firstBin + ".." + lastBin);
        }
        this.firstBin = firstBin;
        this.amplitudes = new float[lastBin - firstBin + 1];
    }

    /**
     * Takes the next frame's power spectrum and returns its flux, 0 (same shape) to sqrt 2 (nothing in common); {@code NaN} when
     * this frame or the one before is silent, or there was none before.
     */
    public double next(float[] power) {
        float sum = sum(power);
        if (!(sum >= MIN_BAND_POWER) || sum == Float.POSITIVE_INFINITY) {
            havePrevious = false;
            return Double.NaN;
        }
        float scale = 1 / sum;
        float product = product(power, scale);
        double flux = havePrevious ? Math.sqrt(Math.max(0, 2 - 2 * product)) : Double.NaN;
        havePrevious = true;
        return flux;
    }

    /** Four sums at once: one alone waits for each addition. */
    private float sum(float[] power) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int end = firstBin + amplitudes.length;
        int k = firstBin;
        for (; k + 4 <= end; k += 4) {
            a += power[k];
            b += power[k + 1];
            c += power[k + 2];
            d += power[k + 3];
        }
        for (; k < end; k++) {
            a += power[k];
        }
        return (a + b) + (c + d);
    }

    /** Inner product of this frame's amplitudes with those before, which they replace. */
    private float product(float[] power, float scale) {
        float even = 0;
        float odd = 0;
        int i = 0;
        for (; i + 2 <= amplitudes.length; i += 2) {
            float first = (float) Math.sqrt(power[firstBin + i] * scale);
            float second = (float) Math.sqrt(power[firstBin + i + 1] * scale);
            even += first * amplitudes[i];
            odd += second * amplitudes[i + 1];
            amplitudes[i] = first;
            amplitudes[i + 1] = second;
        }
        if (i < amplitudes.length) {
            float last = (float) Math.sqrt(power[firstBin + i] * scale);
            even += last * amplitudes[i];
            amplitudes[i] = last;
        }
        return even + odd;
    }

    /** Forgets the frame before. */
    public void reset() {
        havePrevious = false;
    }
}
