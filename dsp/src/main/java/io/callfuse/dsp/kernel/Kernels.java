package io.callfuse.dsp.kernel;

/**
 * The inner loops of the features over arrays of {@code float}. Each says in which order it adds; products are rounded before
 * they are added (no fused multiply-add), and all machines and both implementations obey, so that the same numbers give the
 * same bits. Without state, for any number of threads; allocates nothing. Ranges are not checked beyond what the arrays check.
 */
public abstract class Kernels {
    /** Lanes of the partial sums, fixed: a machine's own preferred width would change the order of summation. */
    static final int LANES = 8;

    Kernels() {}

    /** The kernels in plain Java. */
    public static Kernels plain() {
        return Chosen.PLAIN;
    }

    /**
     * The fastest kernels here, chosen once: on the Vector API where its module {@code jdk.incubator.vector} is there (the Java
     * machine was started with {@code --add-modules} for it, or with the export by which {@link VectorModule} adds it), otherwise
     * plain. The system property {@code callfuse.vector=off} keeps them plain.
     */
    public static Kernels best() {
        return Chosen.BEST;
    }

    /**
     * Writes {@code into[k]} = sum over i from 0 to {@code length - 1} of {@code a[aFrom + i] * b[bFrom + k + i]}, for k from 0
     * to {@code count - 1}; each sum begins with 0 and adds in the order of i.
     */
    public abstract void correlate(float[] a, int aFrom, float[] b, int bFrom, int length, int count, float[] into);

    /**
     * Returns the inner product of two ranges: eight partial sums s (those of i mod 8, each in the order of i), added as
     * ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)).
     */
    public abstract float dot(float[] a, int aFrom, float[] b, int bFrom, int length);

    /** Writes {@code into[i] = a[i] * b[i]} for i from 0 to {@code length - 1}; {@code into} may be one of the two. */
    public abstract void multiply(float[] a, float[] b, float[] into, int length);

    /**
     * Adds up weighted columns of a matrix: {@code into[r]} = sum over c from {@code first} to {@code end - 1} of
     * {@code columns[c][r] * weights[c]}, for every r in {@code into}; each sum begins with 0 and adds in the order of c. Fast
     * where {@code into} is as long as a multiple of eight.
     */
    public abstract void transform(float[][] columns, float[] weights, int first, int end, float[] into);

    /** The same with sums that begin with what is in {@code into}: columns added in parts give the bits of all at once. */
    public abstract void accumulate(float[][] columns, float[] weights, int first, int end, float[] into);

    /**
     * Multiplies a matrix, column after column in one array, with a vector: {@code into[intoFrom + r]} = sum over c from 0 to
     * {@code columns - 1} of {@code matrix[c * rows + r] * x[xFrom + c]}; each sum begins with 0 and adds in the order of c.
     *
     * @param rows a multiple of eight
     */
    public abstract void multiplyMatrix(
            float[] matrix, int rows, float[] x, int xFrom, int columns, float[] into, int intoFrom);

    /**
     * Filters: {@code into[i]} = sum over t of {@code taps[t] * x[0][i + t]} for i from 0 to {@code length - 1}; each sum begins with
     * 0 and takes the taps four by four, the last four first, each four in the order of t.
     *
     * @param taps a multiple of four
     * @param x the samples, {@code length + taps.length - 1} at least, in the first of four rows of a length; the others are work space
     * @param into room for as many; what comes after the results is work space
     * @param length 32 at least
     */
    public abstract void filter(float[] taps, float[][] x, float[] into, int length);

    /** Whether {@link #correlate} forms many sums in about the time of a few, so that it pays to form all that may be needed. */
    public abstract boolean manyAtOnce();

    /** Writes {@code into[i] = re[i] * re[i] + im[i] * im[i]} for i from 0 to {@code length - 1}. */
    public abstract void squaredMagnitude(float[] re, float[] im, float[] into, int length);

    /** One sum of {@link #correlate}. */
    static float oneShift(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[aFrom + i] * b[bFrom + i];
        }
        return sum;
    }

    /** Adds the eight partial sums of {@link #dot} in its order. */
    static float fold(float s0, float s1, float s2, float s3, float s4, float s5, float s6, float s7) {
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** Made when first asked for, since the kernels extend the class around it. */
    private static final class Chosen {
        static final Kernels PLAIN = new PlainKernels();
        static final Kernels BEST = VectorModule.present() ? VectorModule.kernels() : PLAIN;
    }
}
