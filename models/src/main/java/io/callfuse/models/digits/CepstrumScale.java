package io.callfuse.models.digits;

import java.util.List;

/**
 * Gives each coefficient mean 0 and variance 1.
 *
 * @param factor by which a coefficient is multiplied
 * @param shift by which it is moved then
 */
record CepstrumScale(float[] factor, float[] shift) {
    /** By what such cepstra become so. */
    static CepstrumScale of(List<float[]> utterances) {
        int size = KaldiCepstrum.COEFFICIENTS;
        double[] sums = new double[size];
        double[] squares = new double[size];
        long count = 0;
        for (float[] cepstra : utterances) {
            for (int i = 0; i < cepstra.length; i++) {
                sums[i % size] += cepstra[i];
                squares[i % size] += (double) cepstra[i] * cepstra[i];
            }
            count += cepstra.length / size;
        }
        float[] factor = new float[size];
        float[] shift = new float[size];
        for (int k = 0; k < size; k++) {
            double mean = sums[k] / count;
            double deviation = Math.sqrt(Math.max(1e-6, squares[k] / count - mean * mean));
            factor[k] = (float) (1 / deviation);
            shift[k] = (float) (-mean / deviation);
        }
        return new CepstrumScale(factor, shift);
    }

    /**
     * Writes scaled cepstra, the first repeated before and the last behind as the decoder does at the edges.
     *
     * @param from where to begin in {@code into}, and {@code end} where to end, in vectors
     */
    void pad(float[] cepstra, float[][] into, int from, int end) {
        int size = KaldiCepstrum.COEFFICIENTS;
        int last = cepstra.length / size - 1;
        for (int t = from; t < end; t++) {
            int source = Math.max(0, Math.min(last, t - from - TimeDelayNetwork.CONTEXT));
            for (int k = 0; k < size; k++) {
                into[t][k] = cepstra[source * size + k] * factor[k] + shift[k];
            }
        }
    }
}
