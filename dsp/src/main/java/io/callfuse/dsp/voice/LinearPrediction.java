package io.callfuse.dsp.voice;

/**
 * The all-pole model of a spectrum: autocorrelation from the power spectrum (Wiener and Khinchin), pre-emphasised on the way,
 * then the recursion of Levinson and Durbin (Makhoul 1975). Of a Hann frame of 256 samples the first lags are those of the frame
 * itself, since nothing wraps around. Allocates when made; for one thread.
 */
final class LinearPrediction {
    /** White noise 50 dB below the voice, without which a tone has no model. */
    private static final double NOISE_SHARE = 1e-5;

    private static final int HALF = Formants.BINS / 2;
    /** Cosine of lag times angle, by lag and by bin up to a quarter of the sample rate; the same for all, so that it stays near. */
    private static final double[][] COSINES = new double[Formants.ORDER + 1][HALF + 1];

    static {
        for (int lag = 0; lag <= Formants.ORDER; lag++) {
            for (int bin = 0; bin <= HALF; bin++) {
                COSINES[lag][bin] = StrictMath.cos(lag * Math.PI * bin / (2 * HALF));
            }
        }
    }

    private final double evenEmphasis;
    private final double oddEmphasis;
    private final double[] even = new double[HALF + 1];
    private final double[] odd = new double[HALF + 1];
    private final double[] autocorrelation = new double[Formants.ORDER + 1];
    private final double[] coefficients = new double[Formants.ORDER + 1];
    private final double[] previous = new double[Formants.ORDER + 1];

    /** @param preEmphasis share of the sample before that is taken off, 0 (none) to 1 */
    LinearPrediction(double preEmphasis) {
        if (!(preEmphasis >= 0 && preEmphasis <= 1)) {
            throw new IllegalArgumentException("pre-emphasis is " + preEmphasis + ", not 0..1");
        }
        this.evenEmphasis = 1 + preEmphasis * preEmphasis;
        this.oddEmphasis = 2 * preEmphasis;
    }

    /**
     * Models one spectrum.
     *
     * @return whether there is a model: the spectrum is not empty, and all its bins are numbers
     */
    boolean fit(float[] power) {
        fold(power);
        for (int lag = 0; lag <= Formants.ORDER; lag++) {
            autocorrelation[lag] = dot(COSINES[lag], lag % 2 == 0 ? even : odd);
        }
        autocorrelation[0] *= 1 + NOISE_SHARE;
        boolean modelled = autocorrelation[0] > Float.MIN_NORMAL && autocorrelation[0] < Double.POSITIVE_INFINITY;
        if (modelled) {
            recurse();
        }
        return modelled;
    }

    /**
     * Pre-emphasises and folds at a quarter of the sample rate: a cosine of an even lag is the same above it as below, one of an
     * odd lag the opposite.
     */
    private void fold(float[] power) {
        double[] cosines = COSINES[1];
        for (int bin = 0; bin < HALF; bin++) {
            double tilt = oddEmphasis * cosines[bin];
            double below = (evenEmphasis - tilt) * power[bin];
            double above = (evenEmphasis + tilt) * power[2 * HALF - bin];
            even[bin] = below + above;
            odd[bin] = below - above;
        }
        even[HALF] = evenEmphasis * power[HALF];
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
        for (int i = 1; i <= Formants.ORDER; i++) {
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
