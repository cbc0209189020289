package io.callfuse.dsp.kernel;

import java.util.Arrays;

/** The kernels in plain Java, written so that a compiler finds independent sums to interleave. */
final class PlainKernels extends Kernels {

    @Override
    public void correlate(float[] a, int aFrom, float[] b, int bFrom, int length, int count, float[] into) {
        int k = 0;
        for (; k < count && count >= LANES; k += LANES) {
            int at = Math.min(k, count - LANES);
            eightShifts(a, aFrom, b, bFrom + at, length, into, at);
        }
        for (; k < count; k++) {
            into[k] = oneShift(a, aFrom, b, bFrom + k, length);
        }
    }

    /**
     * Eight sums at once (the last eight of a range may overlap those before: the same sums again), held in registers, none of
     * which waits for another. An inner loop over all places, its sums in {@code into}, would be prettier, but the compiler must
     * take {@code into} and {@code b} for the same array, and makes no vectors of it.
     */
    private static void eightShifts(float[] a, int aFrom, float[] b, int bFrom, int length, float[] into, int at) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int i = 0; i < length; i++) {
            float factor = a[aFrom + i];
            int from = bFrom + i;
            s0 += factor * b[from];
            s1 += factor * b[from + 1];
            s2 += factor * b[from + 2];
            s3 += factor * b[from + 3];
            s4 += factor * b[from + 4];
            s5 += factor * b[from + 5];
            s6 += factor * b[from + 6];
            s7 += factor * b[from + 7];
        }
        store(s0, s1, s2, s3, into, at);
        store(s4, s5, s6, s7, into, at + 4);
    }

    private static void store(float s0, float s1, float s2, float s3, float[] into, int at) {
        into[at] = s0;
        into[at + 1] = s1;
        into[at + 2] = s2;
        into[at + 3] = s3;
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
    public void transform(float[][] columns, float[] weights, int first, int end, float[] into) {
        Arrays.fill(into, 0f);
        accumulate(columns, weights, first, end, into);
    }

    @Override
    public void accumulate(float[][] columns, float[] weights, int first, int end, float[] into) {
        int c = first;
        for (; c <= end - 4; c += 4) {
            addFour(columns, weights, c, into);
        }
        for (; c < end; c++) {
            addOne(columns[c], weights[c], into);
        }
    }

    /** All arrays are read and written at the same place: that is what the compiler can make vectors of. */
    private static void addFour(float[][] columns, float[] weights, int c, float[] into) {
        float[] first = columns[c];
        float[] second = columns[c + 1];
        float[] third = columns[c + 2];
        float[] fourth = columns[c + 3];
        float w0 = weights[c];
        float w1 = weights[c + 1];
        float w2 = weights[c + 2];
        float w3 = weights[c + 3];
        for (int r = 0; r < into.length; r++) {
            into[r] = (((into[r] + first[r] * w0) + second[r] * w1) + third[r] * w2) + fourth[r] * w3;
        }
    }

    private static void addOne(float[] column, float weight, float[] into) {
        for (int r = 0; r < into.length; r++) {
            into[r] += column[r] * weight;
        }
    }

    @Override
    public void multiplyMatrix(
            float[] matrix, int rows, float[] x, int xFrom, int columns, float[] into, int intoFrom) {
        for (int r = 0; r < rows; r += LANES) {
            eightRows(matrix, r, rows, x, xFrom, columns, into, intoFrom + r);
        }
    }

    private static void eightRows(
            float[] matrix, int first, int rows, float[] x, int xFrom, int columns, float[] into, int at) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int from = first;
        for (int c = 0; c < columns; c++) {
            float factor = x[xFrom + c];
            s0 += matrix[from] * factor;
            s1 += matrix[from + 1] * factor;
            s2 += matrix[from + 2] * factor;
            s3 += matrix[from + 3] * factor;
            s4 += matrix[from + 4] * factor;
            s5 += matrix[from + 5] * factor;
            s6 += matrix[from + 6] * factor;
            s7 += matrix[from + 7] * factor;
            from += rows;
        }
        store(s0, s1, s2, s3, into, at);
        store(s4, s5, s6, s7, into, at + 4);
    }

    /**
     * The samples are laid out four times, each time one place on, and the sums move on four places after each four taps: so all
     * arrays are read and written at the same place.
     */
    @Override
    public void filter(float[] taps, float[][] x, float[] into, int length) {
        int used = length + taps.length - 1;
        for (int row = 1; row < 4; row++) {
            System.arraycopy(x[0], row, x[row], 0, used - row);
        }
        int from = taps.length - 4;
        Arrays.fill(into, from, from + length, 0f);
        addTaps(taps, from, x, into, length);
        while (from > 0) {
            System.arraycopy(into, from, into, from - 4, length);
            from -= 4;
            addTaps(taps, from, x, into, length);
        }
    }

    private static void addTaps(float[] taps, int from, float[][] x, float[] into, int length) {
        float[] first = x[0];
        float[] second = x[1];
        float[] third = x[2];
        float[] fourth = x[3];
        float t0 = taps[from];
        float t1 = taps[from + 1];
        float t2 = taps[from + 2];
        float t3 = taps[from + 3];
        int end = from + length;
        for (int i = from; i < end; i++) {
            into[i] = (((into[i] + first[i] * t0) + second[i] * t1) + third[i] * t2) + fourth[i] * t3;
        }
    }

    @Override
    public boolean manyAtOnce() {
        return false;
    }

    @Override
    public void squaredMagnitude(float[] re, float[] im, float[] into, int length) {
        for (int i = 0; i < length; i++) {
            into[i] = re[i] * re[i] + im[i] * im[i];
        }
    }
}
