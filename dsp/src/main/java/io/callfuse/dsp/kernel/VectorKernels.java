package io.callfuse.dsp.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API, always with eight lanes: no reduction across lanes, no fused multiply-add, so that each sum is
 * formed as {@link PlainKernels} forms it. The last sums of a range may be formed twice. Made by name where the module is
 * there.
 */
final class VectorKernels extends Kernels {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;

    @Override
    public void correlate(float[] a, int aFrom, float[] b, int bFrom, int length, int count, float[] into) {
        int k = 0;
        for (; k < count && count >= 4 * LANES; k += 4 * LANES) {
            int at = Math.min(k, count - 4 * LANES);
            correlateFour(a, aFrom, b, bFrom + at, length, into, at);
        }
        for (; k < count && count >= LANES; k += LANES) {
            int at = Math.min(k, count - LANES);
            correlateOne(a, aFrom, b, bFrom + at, length, into, at);
        }
        for (; k < count; k++) {
            into[k] = oneShift(a, aFrom, b, bFrom + k, length);
        }
    }

    private static void correlateFour(float[] a, int aFrom, float[] b, int bFrom, int length, float[] into, int at) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i < length; i++) {
            FloatVector factor = FloatVector.broadcast(FLOATS, a[aFrom + i]);
            int from = bFrom + i;
            s0 = s0.add(factor.mul(FloatVector.fromArray(FLOATS, b, from)));
            s1 = s1.add(factor.mul(FloatVector.fromArray(FLOATS, b, from + LANES)));
            s2 = s2.add(factor.mul(FloatVector.fromArray(FLOATS, b, from + 2 * LANES)));
            s3 = s3.add(factor.mul(FloatVector.fromArray(FLOATS, b, from + 3 * LANES)));
        }
        s0.intoArray(into, at);
        s1.intoArray(into, at + LANES);
        s2.intoArray(into, at + 2 * LANES);
        s3.intoArray(into, at + 3 * LANES);
    }

    private static void correlateOne(float[] a, int aFrom, float[] b, int bFrom, int length, float[] into, int at) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = 0; i < length; i++) {
            sum = sum.add(FloatVector.fromArray(FLOATS, b, bFrom + i).mul(a[aFrom + i]));
        }
        sum.intoArray(into, at);
    }

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector sums = FloatVector.zero(FLOATS);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            sums = sums.add(
                    FloatVector.fromArray(FLOATS, a, aFrom + i).mul(FloatVector.fromArray(FLOATS, b, bFrom + i)));
        }
        int x = aFrom + whole;
        int y = bFrom + whole;
        int rest = length - whole;
        return fold(
                plus(sums.lane(0), a, x, b, y, rest > 0),
                plus(sums.lane(1), a, x + 1, b, y + 1, rest > 1),
                plus(sums.lane(2), a, x + 2, b, y + 2, rest > 2),
                plus(sums.lane(3), a, x + 3, b, y + 3, rest > 3),
                plus(sums.lane(4), a, x + 4, b, y + 4, rest > 4),
                plus(sums.lane(5), a, x + 5, b, y + 5, rest > 5),
                plus(sums.lane(6), a, x + 6, b, y + 6, rest > 6),
                sums.lane(7));
    }

    /** What a mask over the lanes would do, but for the mask, which is an object. */
    private static float plus(float sum, float[] a, int x, float[] b, int y, boolean isThere) {
        return isThere ? sum + a[x] * b[y] : sum;
    }

    @Override
    public void multiply(float[] a, float[] b, float[] into, int length) {
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, a, i)
                    .mul(FloatVector.fromArray(FLOATS, b, i))
                    .intoArray(into, i);
        }
        for (int i = whole; i < length; i++) {
            into[i] = a[i] * b[i];
        }
    }

    @Override
    public void transform(float[][] columns, float[] weights, int first, int end, float[] into) {
        int r = 0;
        for (; r <= into.length - 4 * LANES; r += 4 * LANES) {
            transformFour(columns, weights, first, end, into, r);
        }
        for (; r < into.length && into.length >= LANES; r += LANES) {
            int at = Math.min(r, into.length - LANES);
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int c = first; c < end; c++) {
                sum = sum.add(FloatVector.fromArray(FLOATS, columns[c], at).mul(weights[c]));
            }
            sum.intoArray(into, at);
        }
        for (; r < into.length; r++) {
            float sum = 0;
            for (int c = first; c < end; c++) {
                sum += columns[c][r] * weights[c];
            }
            into[r] = sum;
        }
    }

    @Override
    public void accumulate(float[][] columns, float[] weights, int first, int end, float[] into) {
        int r = 0;
        for (; r <= into.length - LANES; r += LANES) {
            FloatVector sum = FloatVector.fromArray(FLOATS, into, r);
            for (int c = first; c < end; c++) {
                sum = sum.add(FloatVector.fromArray(FLOATS, columns[c], r).mul(weights[c]));
            }
            sum.intoArray(into, r);
        }
        for (; r < into.length; r++) {
            float sum = into[r];
            for (int c = first; c < end; c++) {
                sum += columns[c][r] * weights[c];
            }
            into[r] = sum;
        }
    }

    private static void transformFour(float[][] columns, float[] weights, int first, int end, float[] into, int at) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int c = first; c < end; c++) {
            float[] column = columns[c];
            FloatVector weight = FloatVector.broadcast(FLOATS, weights[c]);
            s0 = s0.add(FloatVector.fromArray(FLOATS, column, at).mul(weight));
            s1 = s1.add(FloatVector.fromArray(FLOATS, column, at + LANES).mul(weight));
            s2 = s2.add(FloatVector.fromArray(FLOATS, column, at + 2 * LANES).mul(weight));
            s3 = s3.add(FloatVector.fromArray(FLOATS, column, at + 3 * LANES).mul(weight));
        }
        s0.intoArray(into, at);
        s1.intoArray(into, at + LANES);
        s2.intoArray(into, at + 2 * LANES);
        s3.intoArray(into, at + 3 * LANES);
    }

    @Override
    public void multiplyMatrix(
            float[] matrix, int rows, float[] x, int xFrom, int columns, float[] into, int intoFrom) {
        for (int r = 0; r < rows; r += LANES) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int c = 0; c < columns; c++) {
                sum = sum.add(
                        FloatVector.fromArray(FLOATS, matrix, c * rows + r).mul(x[xFrom + c]));
            }
            sum.intoArray(into, intoFrom + r);
        }
    }

    @Override
    public void filter(float[] taps, float[][] x, float[] into, int length) {
        for (int i = 0; i < length; i += 4 * LANES) {
            filterFour(taps, x[0], into, Math.min(i, length - 4 * LANES));
        }
    }

    private static void filterFour(float[] taps, float[] x, float[] into, int at) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int n = 0; n < taps.length; n++) {
            int t = taps.length - 4 - (n & -4) + (n & 3);
            FloatVector tap = FloatVector.broadcast(FLOATS, taps[t]);
            int from = at + t;
            s0 = s0.add(tap.mul(FloatVector.fromArray(FLOATS, x, from)));
            s1 = s1.add(tap.mul(FloatVector.fromArray(FLOATS, x, from + LANES)));
            s2 = s2.add(tap.mul(FloatVector.fromArray(FLOATS, x, from + 2 * LANES)));
            s3 = s3.add(tap.mul(FloatVector.fromArray(FLOATS, x, from + 3 * LANES)));
        }
        s0.intoArray(into, at);
        s1.intoArray(into, at + LANES);
        s2.intoArray(into, at + 2 * LANES);
        s3.intoArray(into, at + 3 * LANES);
    }

    @Override
    public boolean manyAtOnce() {
        return true;
    }

    @Override
    public void squaredMagnitude(float[] re, float[] im, float[] into, int length) {
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = FloatVector.fromArray(FLOATS, re, i);
            FloatVector y = FloatVector.fromArray(FLOATS, im, i);
            x.mul(x).add(y.mul(y)).intoArray(into, i);
        }
        for (int i = whole; i < length; i++) {
            into[i] = re[i] * re[i] + im[i] * im[i];
        }
    }
}
