package io.callfuse.dsp.voice;

/**
 * The all-pole model of a spectrum: autocorrelation from the power spectrum (Wiener and Khinchin), pre-emphasised on the way,
 * then the recursion of Levinson and Durbin (Makhoul 1975). Of a Hann frame of 256 samples the first lags are those of the frame
 * itself, since nothing wraps around. Allocates when made; for one thread.
 */
final class LinearPrediction {
    /** White noise 50 dB below the voice, without which a tone has no model. */
    private static final double NOISE_SHARE = 1e-5;

    private final int order;
    private final int half;
    private final double[] emphasis;
    private final double[][] cosines;
    private final double[] even;
    private final double[] odd;
    private final double[] autocorrelation;
    private final double[] coefficients;
    private final double[] previous;

    /**
     * @param order number of poles, 2..16
     * @param bins bins of the spectra, those at 0 Hz and at half the sample rate included, an odd number
     * @param preEmphasis share of the sample before that is taken off, 0 (none) to 1
     */
    LinearPrediction(int order, int bins, double preEmphasis) {
        if (order < 2 || order > 16 || bins <= 2 * order || bins % 2 == 0 || preEmphasis < 0 || preEmphasis > 1) {
            throw new IllegalArgumentException("order " + order + " of " + bins + " bins, pre-emphasis " + preEmphasis);
        }
        this.order = order;
        this.half = bins / 2;
        this.emphasis = new double[bins];
        this.cosines = new double[order + 1][half + 1];
        this.even = new double[half + 1];
        this.odd = new double[half + 1];
        this.autocorrelation = new double[order + 1];
        this.coefficients = new double[order + 1];
        this.previous = new double[order + 1];
        for (int bin = 0; bin < bins; bin++) {
            double angle = Math.PI * bin / (bins - 1);
            emphasis[bin] = 1 + preEmphasis * preEmphasis - 2 * preEmphasis * StrictMath.cos(angle);
            for (int lag = 0; bin <= half && lag <= order; lag++) {
                cosines[lag][bin] = StrictMath.cos(lag * angle);
            }
        }
    }

    /**
     * Models one spectrum.
     *
     * @return whether there is a model: the spectrum is not empty, and all its bins are numbers
     */
    boolean fit(float[] power) {
        fold(power);
        for (int lag = 0; lag <= order; lag++) {
            autocorrelation[lag] = dot(cosines[lag], lag % 2 == 0 ? even : odd);
        }
        autocorrelation[0] *= 1 + NOISE_SHARE;
        boolean modelled = autocorrelation[0] > Float.MIN_NORMAL && autocorrelation[0] < Double.POSITIVE_INFINITY;
        if (modelled) {
            recurse();
        }
        return modelled;
    }

    /** A cosine of an even lag is the same above a quarter of the sample rate as below it, one of an odd lag the opposite. */
    private void fold(float[] power) {
        int last = 2 * half;
        for (int bin = 0; bin < half; bin++) {
            double below = emphasis[bin] * power[bin];
            double above = emphasis[last - bin] * power[last - bin];
            even[bin] = below + above;
            odd[bin] = below - above;
        }
        even[half] = emphasis[half] * power[half];
        odd[half] = even[half];
    }

    private static double dot(double[] a, double[] b) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            sum0 += a[i] * b[i];
        }
        return (sum0 + sum2) + (sum1 + sum3);
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
