package io.callfuse.dsp.spectrum;

import io.callfuse.dsp.kernel.Kernels;

/**
 * Cepstrum of mel band levels (MFCC): the discrete cosine transform of Davis and Mermelstein 1980, c(i) = sum over j of L(j)
 * cos(pi i (j + 1/2) / M), divided by the number of bands M. Coefficient 0, the level, is left out. Immutable.
 */
public final class Mfcc {
    private final Kernels kernels;
    private final int coefficients;
    private final int bands;
    private final float[][] columns;

    /** Prepares coefficients 1..{@code coefficients} of {@code bands} band levels. */
    public Mfcc(int coefficients, int bands) {
        this(coefficients, bands, Kernels.best());
    }

    /** With these kernels; all give the same bits. */
    public Mfcc(int coefficients, int bands, Kernels kernels) {
        if (coefficients < 1 || coefficients >= bands) {
            throw new IllegalArgumentException(coefficients + " coefficients of " + bands + " bands");
        }
        this.kernels = kernels;
        this.coefficients = coefficients;
        this.bands = bands;
        this.columns = new float[bands][coefficients];
        for (int j = 0; j < bands; j++) {
            for (int i = 0; i < coefficients; i++) {
                columns[j][i] = (float) (StrictMath.cos(Math.PI * (i + 1) * (j + 0.5) / bands) / bands);
            }
        }
    }

    /** Number of coefficients. */
    public int coefficients() {
        return coefficients;
    }

    /** Writes coefficient 1 and those after it into {@code cepstrum}, whose length is {@link #coefficients}, in the levels' unit (dB). */
    public void transform(float[] levelsDb, float[] cepstrum) {
        if (cepstrum.length != coefficients) {
            throw new IllegalArgumentException("room for " + cepstrum.length + " coefficients, not " + coefficients);
        }
        kernels.transform(columns, levelsDb, 0, bands, cepstrum);
        for (int c = 0; c < coefficients; c++) {
            // A level that was no number leaves none here.
            cepstrum[c] = Math.abs(cepstrum[c]) <= Float.MAX_VALUE ? cepstrum[c] : 0;
        }
    }
}
