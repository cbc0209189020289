package io.callfuse.dsp.voice;

import java.util.Arrays;

/**
 * The all-pole model of a spectrum: autocorrelation from the power spectrum (Wiener and Khinchin), pre-emphasised on the way,
 * then the recursion of Levinson and Durbin (Makhoul 1975). Of a Hann frame of 256 samples the first lags are those of the frame
 * itself, since nothing wraps around. Allocates when made; for one thread.
 */
final class LinearPrediction {
    /** White noise 50 dB below the voice, without which a tone has no model. */
    private static final double NOISE_SHARE = 1e-5;

    private final int order;
    private final float[] cosines;
    private final double[] autocorrelation;
    private final double[] coefficients;
    private final double[] previous;

    /**
     * @param order number of poles, 2..16
     * @param bins bins of the spectra, those at 0 Hz and at half the sample rate included
     * @param preEmphasis share of the sample before that is taken off, 0 (none) to 1
     */
    LinearPrediction(int order, int bins, double preEmphasis) {
        if (order < 2 || order > 16 || bins <= 2 * order || preEmphasis < 0 || preEmphasis > 1) {
            throw new IllegalArgumentException("order " + order + " of " + bins + " bins, pre-emphasis " + preEmphasis);
        }
        this.order = order;
        this.cosines = new float[bins * (order + 1)];
        this.autocorrelation = new double[order + 1];
        this.coefficients = new double[order + 1];
        this.previous = new double[order + 1];
        for (int bin = 0; bin < bins; bin++) {
            double angle = Math.PI * bin / (bins - 1);
            double emphasis = 1 + preEmphasis * preEmphasis - 2 * preEmphasis * StrictMath.cos(angle);
            for (int lag = 0; lag <= order; lag++) {
                cosines[bin * (order + 1) + lag] = (float) (emphasis * StrictMath.cos(lag * angle));
            }
        }
    }

    /**
     * Models one spectrum.
     *
     * @return whether there is a model: the spectrum is not empty, and all its bins are numbers
     */
    boolean fit(float[] power) {
        Arrays.fill(autocorrelation, 0);
        int at = 0;
        for (float p : power) {
            for (int lag = 0; lag <= order; lag++) {
                autocorrelation[lag] += (double) cosines[at + lag] * p;
            }
            at += order + 1;
        }
        autocorrelation[0] *= 1 + NOISE_SHARE;
        boolean modelled = autocorrelation[0] > Float.MIN_NORMAL && autocorrelation[0] < Double.POSITIVE_INFINITY;
        if (modelled) {
            recurse();
        }
        return modelled;
    }

    /** Coefficients 1, a(1)..a(order) of the inverse filter, not a copy. */
    double[] coefficients() {
        return coefficients;
    }

    private void recurse() {
        coefficients[0] = 1;
        double error = autocorrelation[0];
        for (int i = 1; i <= order; i++) {
            double sum = autocorrelation[i];
            for (int j = 1; j < i; j++) {
                sum += coefficients[j] * autocorrelation[i - j];
            }
            double reflection = -sum / error;
            System.arraycopy(coefficients, 0, previous, 0, i);
            coefficients[i] = reflection;
            for (int j = 1; j < i; j++) {
                coefficients[j] = previous[j] + reflection * previous[i - j];
            }
            error *= 1 - reflection * reflection;
        }
    }
}
