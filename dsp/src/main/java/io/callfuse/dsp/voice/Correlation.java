package io.callfuse.dsp.voice;

/**
 * Sums of products of two runs of samples. Each lag's sum is taken in the order of the samples, four lags at once, and the sums
 * without a lag in four partial sums, so that the processor need not wait for one addition before the next. Stateless.
 */
final class Correlation {
    private Correlation() {}

    /** Writes into[k] = sum over i of a[aFrom + i] b[bFrom + k + i], k = 0..count-1. */
    static void correlate(float[] a, int aFrom, float[] b, int bFrom, int length, int count, float[] into) {
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            fourLags(a, aFrom, b, bFrom + k, length, into, k);
        }
        for (; k < count; k++) {
            float sum = 0;
            for (int i = 0; i < length; i++) {
                sum += a[aFrom + i] * b[bFrom + k + i];
            }
            into[k] = sum;
        }
    }

    private static void fourLags(float[] a, int aFrom, float[] b, int bFrom, int length, float[] into, int at) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float b0 = b[bFrom];
        float b1 = b[bFrom + 1];
        float b2 = b[bFrom + 2];
        for (int i = 0; i < length; i++) {
            float x = a[aFrom + i];
            float b3 = b[bFrom + i + 3];
            sum0 += x * b0;
            sum1 += x * b1;
            sum2 += x * b2;
            sum3 += x * b3;
            b0 = b1;
            b1 = b2;
            b2 = b3;
        }
        into[at] = sum0;
        into[at + 1] = sum1;
        into[at + 2] = sum2;
        into[at + 3] = sum3;
    }

    static float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            sum0 += a[aFrom + i] * b[bFrom + i];
            sum1 += a[aFrom + i + 1] * b[bFrom + i + 1];
            sum2 += a[aFrom + i + 2] * b[bFrom + i + 2];
            sum3 += a[aFrom + i + 3] * b[bFrom + i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[aFrom + i] * b[bFrom + i];
        }
        return (sum0 + sum2) + (sum1 + sum3);
    }

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
