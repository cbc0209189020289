package io.callfuse.dsp.spectrum;

/**
 * Cepstrum of band levels: the discrete cosine transform of Davis and Mermelstein 1980, c(i) = sum over j of L(j)
 * cos(pi i (j + 1/2) / M), divided by the number of bands M. Coefficient 0, the level, is left out. Immutable.
 */
public final class Mfcc {
    private final double[][] basis;

    /** Prepares coefficients 1..{@code coefficients} of {@code bands} band levels. */
    public Mfcc(int coefficients, int bands) {
        if (coefficients < 1 || coefficients >= bands) {
            throw new IllegalArgumentException(coefficients + " coefficients of " + bands + " bands");
        }
        basis = new double[coefficients][bands];
        for (int i = 0; i < coefficients; i++) {
            for (int j = 0; j < bands; j++) {
                basis[i][j] = StrictMath.cos(Math.PI * (i + 1) * (j + 0.5) / bands) / bands;
            }
        }
    }

    /** Number of coefficients. */
    public int coefficients() {
        return basis.length;
    }

    /** Returns coefficient {@code index + 1} of the band levels, in their unit (dB); 0 when one is no number. */
    public double coefficient(int index, double[] bandLevelsDb) {
        double sum = 0;
        double[] row = basis[index];
        for (int j = 0; j < row.length; j++) {
            sum += row[j] * bandLevelsDb[j];
        }
        return Double.isFinite(sum) ? sum : 0;
    }
}
