package io.callfuse.dsp.kernel;

import java.util.Arrays;
import java.util.Random;

/**
 * Runs all kernels over seeded numbers of every kind and prints which kernels they were and a hash of all bits that came out. The
 * one argument says how often; that each round gives the same bits is checked here, since the machine compiles on the way.
 */
final class KernelBits {
    private static final int SIZE = 300;

    private final Random random = new Random(42);
    private final Kernels kernels;
    private final float[] a = numbers();
    private final float[] b = numbers();
    private final float[] into = new float[SIZE];
    private final float[] rows = new float[75];
    private final float[][] columns = new float[23][];
    private final float[][] filtered = new float[4][SIZE];
    private long hash;

    KernelBits(Kernels kernels) {
        this.kernels = kernels;
        for (int c = 0; c < columns.length; c++) {
            columns[c] = numbers();
        }
        a[17] = Float.MIN_VALUE;
        b[40] = -0f;
        a[131] = Float.POSITIVE_INFINITY;
        b[288] = Float.NaN;
    }

    public static void main(String[] arguments) {
        KernelBits bits = new KernelBits(Kernels.best());
        long first = bits.round();
        for (int i = 1; i < Integer.parseInt(arguments[0]); i++) {
            if (bits.round() != first) {
                throw new AssertionError("round " + i + " gave other bits");
            }
        }
        System.out.printf("%s %016x%n", bits.kernels.getClass().getSimpleName(), first);
    }

    /** Runs everything once and returns the hash. */
    long round() {
        hash = 0;
        for (int length : new int[] {0, 1, 7, 8, 9, 31, 64, 100, 130}) {
            add(kernels.dot(a, 3, b, 5, length));
            kernels.multiply(a, b, into, length);
            add(into, length);
            kernels.squaredMagnitude(a, b, into, length);
            add(into, length);
        }
        for (int count : new int[] {1, 8, 13, 32, 75, 145}) {
            kernels.correlate(a, 1, b, 4, 50, count, into);
            add(into, count);
        }
        kernels.correlate(a, 100, b, 150, 30, 120, into);
        add(into, 120);
        kernels.transform(columns, b, 1, 23, rows);
        add(rows, rows.length);
        kernels.multiplyMatrix(a, 16, b, 3, 17, into, 5);
        add(into, 21);
        for (int length : new int[] {32, 40, 76, 160}) {
            System.arraycopy(a, 0, filtered[0], 0, SIZE);
            kernels.filter(Arrays.copyOf(rows, 16), filtered, into, length);
            add(into, length);
        }
        return hash;
    }

    private float[] numbers() {
        float[] numbers = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            numbers[i] = (float) random.nextGaussian() * Math.scalb(1f, random.nextInt(24) - 12);
        }
        return numbers;
    }

    private void add(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            add(values[i]);
        }
    }

    private void add(float value) {
        hash = hash * 0x5851f42d4c957f2dL + Float.floatToIntBits(value);
    }
}
