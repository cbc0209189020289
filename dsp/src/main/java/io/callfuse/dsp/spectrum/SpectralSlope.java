package io.callfuse.dsp.spectrum;

/**
 * Slope of the regression line through levels that are evenly spaced in frequency (least squares; Eyben et al. 2016 put it
 * through the bins of the logarithmic power spectrum). Immutable.
 */
final class SpectralSlope {
    private final double[] weights;

    /**
     * @param points how many levels
     * @param spacingHz from one to the next
     */
    SpectralSlope(int points, double spacingHz) {
        if (points < 2 || spacingHz <= 0) {
            throw new IllegalArgumentException(points + " levels, " + spacingHz + " Hz apart");
        }
        weights = new double[points];
        double middle = (points - 1) / 2.0;
        double squares = 0;
        for (int i = 0; i < points; i++) {
            squares += (i - middle) * (i - middle);
        }
        for (int i = 0; i < points; i++) {
            weights[i] = (i - middle) / squares / spacingHz * 1000;
        }
    }

    int points() {
        return weights.length;
    }

    /** Returns the slope of the levels from {@code from} on, dB a kHz. */
    double dbPerKhz(double[] levelsDb, int from) {
        double slope = 0;
        for (int i = 0; i < weights.length; i++) {
            slope += weights[i] * levelsDb[from + i];
        }
        return slope;
    }
}
