package io.callfuse.models.training;

/**
 * Draws that follow from a seed alone, the same on every JDK: SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom
 * number generators, 2014). Seeds that lie side by side give streams that have nothing in common. For one thread.
 */
final class SeededDraws {
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final double ULP = 0x1p-53;
    private static final int SHORT_BITS = 16;
    private static final int SHORT_MASK = 0xffff;
    private static final double BELL_SCALE = Math.sqrt(3);

    private long state;

    /** A stream of a seed; each number of a stream gives another one. */
    SeededDraws(long seed, int stream) {
        state = mixed(seed + stream * 0xd1342543de82ef95L);
    }

    long bits() {
        state += STEP;
        return mixed(state);
    }

    /** Evenly from 0, less than 1. */
    double share() {
        return (bits() >>> 11) * ULP;
    }

    /** Evenly between two numbers. */
    double between(double least, double most) {
        return least + (most - least) * share();
    }

    /** One of 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (share() * bound);
    }

    /** True in this share of draws. */
    boolean chance(double share) {
        return share() < share;
    }

    /** Nearly normal, mean 0, variance 1, never over 3.5: the sum of four even draws (their variance is 1/12 each). */
    double bell() {
        long drawn = bits();
        long sum = (drawn & SHORT_MASK)
                + (drawn >>> SHORT_BITS & SHORT_MASK)
                + (drawn >>> 2 * SHORT_BITS & SHORT_MASK)
                + (drawn >>> 3 * SHORT_BITS);
        return ((sum + 2) * 0x1p-16 - 2) * BELL_SCALE;
    }

    private static long mixed(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
