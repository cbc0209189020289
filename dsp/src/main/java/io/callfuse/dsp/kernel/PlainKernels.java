package io.callfuse.dsp.kernel;

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
            into[k] = oneSum(a, aFrom, b, bFrom + k, 1, length);
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

    /**
     * The same of {@code b[bFrom + i * step + j]}. Not one method with the other: a step that the compiler does not know costs it
     * the proof that the array is long enough.
     */
    private static void eightRows(
            float[] a, int aFrom, float[] b, int bFrom, int step, int length, float[] into, int at) {
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
            int from = bFrom + i * step;
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
    public void scale(short[] samples, int from, float factor, float[] into, int length) {
        for (int i = 0; i < length; i++) {
            into[i] = samples[from + i] * factor;
        }
    }

    @Override
    public void transform(float[] columns, float[] vector, int vectorLength, float[] into) {
        int rows = into.length;
        int r = 0;
        for (; r < rows && rows >= LANES; r += LANES) {
            int at = Math.min(r, rows - LANES);
            eightRows(vector, 0, columns, at, rows, vectorLength, into, at);
        }
        for (; r < rows; r++) {
            into[r] = oneSum(vector, 0, columns, r, rows, vectorLength);
        }
    }

    @Override
    public void squaredMagnitude(float[] re, float[] im, float[] into, int length) {
        for (int i = 0; i < length; i++) {
            into[i] = re[i] * re[i] + im[i] * im[i];
        }
    }
}
