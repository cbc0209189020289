package io.callfuse.dsp.voice;

/**
 * Sums of products of two runs of samples. Each lag's sum is taken in the order of the samples, eight lags at once, and the sums
 * without a lag in eight partial sums, so that the processor need not wait for one addition before the next. Stateless.
 */
final class Correlation {
    /** So many sums stay in registers. */
    static final int LAGS_AT_ONCE = 8;

    private Correlation() {}

    /** Rounds a number of lags up to what is computed at once. */
    static int whole(int lags) {
        return (lags + LAGS_AT_ONCE - 1) / LAGS_AT_ONCE * LAGS_AT_ONCE;
    }

    /** Writes into[k] = sum over i of a[aFrom + i] b[bFrom + k + i], k = 0..count-1; count is {@link #whole}. */
    static void correlate(float[] a, int aFrom, float[] b, int bFrom, int length, int count, float[] into) {
        for (int k = 0; k < count; k += LAGS_AT_ONCE) {
            eightLags(a, aFrom, b, bFrom + k, length, into, k);
        }
    }

    private static void eightLags(float[] a, int aFrom, float[] b, int bFrom, int length, float[] into, int at) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        float sum5 = 0;
        float sum6 = 0;
        float sum7 = 0;
        for (int i = 0; i < length; i++) {
            float x = a[aFrom + i];
            int lagged = bFrom + i;
            sum0 += x * b[lagged];
            sum1 += x * b[lagged + 1];
            sum2 += x * b[lagged + 2];
            sum3 += x * b[lagged + 3];
            sum4 += x * b[lagged + 4];
            sum5 += x * b[lagged + 5];
            sum6 += x * b[lagged + 6];
            sum7 += x * b[lagged + 7];
        }
        into[at] = sum0;
        into[at + 1] = sum1;
        into[at + 2] = sum2;
        into[at + 3] = sum3;
        into[at + 4] = sum4;
        into[at + 5] = sum5;
        into[at + 6] = sum6;
        into[at + 7] = sum7;
    }

    /** Returns the sum over i of a[aFrom + i] b[bFrom + i], in eight partial sums. */
    static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        float sum5 = 0;
        float sum6 = 0;
        float sum7 = 0;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            int x = aFrom + i;
            int y = bFrom + i;
            sum0 += a[x] * b[y];
            sum1 += a[x + 1] * b[y + 1];
            sum2 += a[x + 2] * b[y + 2];
            sum3 += a[x + 3] * b[y + 3];
            sum4 += a[x + 4] * b[y + 4];
            sum5 += a[x + 5] * b[y + 5];
            sum6 += a[x + 6] * b[y + 6];
            sum7 += a[x + 7] * b[y + 7];
        }
        for (; i < length; i++) {
            sum0 += a[aFrom + i] * b[bFrom + i];
        }
        return ((sum0 + sum4) + (sum2 + sum6)) + ((sum1 + sum5) + (sum3 + sum7));
    }

    /** Returns the sum of a run of samples, in four partial sums. */
    static float sum(float[] a, int from, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            sum0 += a[from + i];
            sum1 += a[from + i + 1];
            sum2 += a[from + i + 2];
            sum3 += a[from + i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[from + i];
        }
        return (sum0 + sum2) + (sum1 + sum3);
    }
}
