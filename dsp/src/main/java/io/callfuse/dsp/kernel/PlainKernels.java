package io.callfuse.dsp.kernel;

import java.util.Arrays;

/** The kernels in plain Java, as loops that a compiler can turn into vector instructions without changing an order. */
final class PlainKernels extends Kernels {

    @Override
    public void correlate(float[] a, int aFrom, float[] b, int bFrom, int length, int count, float[] into) {
        Arrays.fill(into, 0, count, 0f);
        for (int i = 0; i < length; i++) {
            addScaled(a[aFrom + i], b, bFrom + i, count, into);
        }
    }

    /** The lanes are the places k, of which none waits for another. */
    private static void addScaled(float factor, float[] b, int from, int count, float[] into) {
        for (int k = 0; k < count; k++) {
            into[k] += factor * b[from + k];
        }
    }

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            s0 += a[aFrom + i] * b[bFrom + i];
            s1 += a[aFrom + i + 1] * b[bFrom + i + 1];
            s2 += a[aFrom + i + 2] * b[bFrom + i + 2];
            s3 += a[aFrom + i + 3] * b[bFrom + i + 3];
            s4 += a[aFrom + i + 4] * b[bFrom + i + 4];
            s5 += a[aFrom + i + 5] * b[bFrom + i + 5];
            s6 += a[aFrom + i + 6] * b[bFrom + i + 6];
            s7 += a[aFrom + i + 7] * b[bFrom + i + 7];
        }
        for (int i = whole; i < length; i++) {
            float product = a[aFrom + i] * b[bFrom + i];
            switch (i - whole) {
                case 0 -> s0 += product;
                case 1 -> s1 += product;
                case 2 -> s2 += product;
                case 3 -> s3 += product;
                case 4 -> s4 += product;
                case 5 -> s5 += product;
                default -> s6 += product;
            }
        }
        return fold(s0, s1, s2, s3, s4, s5, s6, s7);
    }

    @Override
    public void multiply(float[] a, float[] b, float[] into, int length) {
        for (int i = 0; i < length; i++) {
            into[i] = a[i] * b[i];
        }
    }

    @Override
    public void scale(short[] samples, int from, float factor, float[] into, int length) {
        for (int i = 0; i < length; i++) {
            into[i] = samples[from + i] * factor;
        }
    }

    @Override
    public void transform(float[] columns, float[] vector, int vectorLength, float[] into) {
        int rows = into.length;
        Arrays.fill(into, 0f);
        for (int c = 0; c < vectorLength; c++) {
            addScaled(vector[c], columns, c * rows, rows, into);
        }
    }

    @Override
    public void squaredMagnitude(float[] re, float[] im, float[] into, int length) {
        for (int i = 0; i < length; i++) {
            into[i] = re[i] * re[i] + im[i] * im[i];
        }
    }
}
