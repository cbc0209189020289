package io.callfuse.dsp.robustness;

/** One unit of dsp behind the same door: 20 ms go in, the numbers it promises come out. */
@FunctionalInterface
interface Hearing {
    /** Samples in a block of 20 ms. */
    int BLOCK = 160;

    /**
     * Hears the next block.
     *
     * @param block samples, -1..1 where they are good
     * @param said takes what the unit says of it
     */
    void hear(float[] block, Said said);

    /** What a unit says of one block. */
    final class Said {
        private final double[] values = new double[1024];
        private int count;

        /** Adds a number that is promised always. */
        void number(double value) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new AssertionError("value " + count + " is " + value);
            }
            values[count++] = value;
        }

        /** Adds a number that may be missing, which is NaN by contract; never an infinity. */
        void numberOrNothing(double value) {
            number(Double.isNaN(value) ? Double.MIN_VALUE : value);
        }

        /** Adds all of these numbers. */
        void numbers(double[] all) {
            for (double one : all) {
                number(one);
            }
        }

        double[] values() {
            return java.util.Arrays.copyOf(values, count);
        }
    }
}
