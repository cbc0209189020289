package io.callfuse.dsp.spectrum;

/** What a transform of one size needs and never changes, the same for all of that size. Immutable. */
final class FourierTables {
    private static volatile FourierTables latest = new FourierTables(256);

    private final int size;
    private final float[] cosines;
    private final float[] sines;
    private final FourPointPass[] passes;

    private FourierTables(int size) {
        this.size = size;
        int half = size / 2;
        cosines = new float[half / 2 + 1];
        sines = new float[half / 2 + 1];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = (float) StrictMath.cos(2 * Math.PI * i / size);
            sines[i] = (float) StrictMath.sin(2 * Math.PI * i / size);
        }
        int powers = Integer.numberOfTrailingZeros(half);
        passes = new FourPointPass[powers % 2 == 0 || powers < 5 ? powers / 2 : (powers - 3) / 2];
        for (int i = 0; i < passes.length; i++) {
            passes[i] = new FourPointPass(half, 1 << 2 * i);
        }
    }

    /** Returns the tables of a size, a power of two of 8 at least; any thread may ask. */
    static FourierTables of(int size) {
        FourierTables tables = latest;
        if (tables.size != size) {
            tables = new FourierTables(size);
            latest = tables;
        }
        return tables;
    }

    /** Cosines of the first quarter turn in steps of one over the size, not a copy. */
    float[] cosines() {
        return cosines;
    }

    /** Its sine, not a copy. */
    float[] sines() {
        return sines;
    }

    /** The passes that take four points at once, not a copy. */
    FourPointPass[] passes() {
        return passes;
    }
}
