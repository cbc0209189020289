package io.callfuse.dsp.spectrum;

/**
 * {@code spectralFlux} of the Geneva set (Eyben et al. 2016): how far the spectrum moved since the frame before, as the Euclidean
 * distance of the two frames' bin amplitudes, each frame scaled to unit length, so that gain does not matter. Allocates when
 * made; for one thread.
 */
public final class BinFlux {
    /** -100 dBFS in the whole band: what is quieter is silence. */
    private static final float MIN_BAND_POWER = 1e-10f;

    private final int firstBin;
    private final float[] amplitudes;
    private boolean havePrevious;

    /** Follows the bins {@code firstBin} to {@code lastBin}, both included. */
    public BinFlux(int firstBin, int lastBin) {
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
        float sum = 0;
        for (int i = 0; i < amplitudes.length; i++) {
            sum += power[firstBin + i];
        }
        if (!(sum >= MIN_BAND_POWER) || sum == Float.POSITIVE_INFINITY) {
            havePrevious = false;
            return Double.NaN;
        }
        float scale = 1 / sum;
        float product = 0;
        for (int i = 0; i < amplitudes.length; i++) {
            float amplitude = (float) Math.sqrt(power[firstBin + i] * scale);
            product += amplitude * amplitudes[i];
            amplitudes[i] = amplitude;
        }
        double flux = havePrevious ? Math.sqrt(Math.max(0, 2 - 2 * product)) : Double.NaN;
        havePrevious = true;
        return flux;
    }

    /** Forgets the frame before. */
    public void reset() {
        havePrevious = false;
    }
}
