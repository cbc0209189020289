package io.callfuse.dsp.spectrum;

/**
 * How much the shape of the spectrum changed since the frame before: the Euclidean distance of the two frames' band
 * amplitudes, each scaled to unit length (0 same shape, sqrt 2 nothing in common), so that gain does not matter. Allocates when
 * made; for one thread.
 */
public final class SpectralFlux {
    private static final double TINY_POWER = 1e-12;

    private final int firstBand;
    private final int lastBand;
    private final double[] previous;
    private boolean havePrevious;

    /** Follows the bands {@code firstBand} to {@code lastBand}, both included. */
    public SpectralFlux(int firstBand, int lastBand) {
        if (firstBand < 0 || lastBand <= firstBand) {
            throw new IllegalArgumentException("bands " + firstBand + ".." + lastBand);
        }
        this.firstBand = firstBand;
        this.lastBand = lastBand;
        this.previous = new double[lastBand - firstBand + 1];
    }

    /** Returns the flux of this frame, 0 for the first one and for one with a band that is no number. */
    public double next(double[] bandPower) {
        double sum = TINY_POWER;
        for (int b = firstBand; b <= lastBand; b++) {
            sum += bandPower[b];
        }
        if (!Double.isFinite(sum)) {
            reset();
            return 0;
        }
        double distance = 0;
        for (int b = firstBand; b <= lastBand; b++) {
            double amplitude = Math.sqrt(bandPower[b] / sum);
            double change = amplitude - previous[b - firstBand];
            distance += change * change;
            previous[b - firstBand] = amplitude;
        }
        double flux = havePrevious ? Math.sqrt(distance) : 0;
        havePrevious = true;
        return flux;
    }

    /** Forgets the frame before. */
    public void reset() {
        havePrevious = false;
    }
}
