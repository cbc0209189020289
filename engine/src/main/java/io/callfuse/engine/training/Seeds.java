package io.callfuse.engine.training;

/** Seeds that have nothing in common, made of numbers that follow each other. */
public final class Seeds {
    private Seeds() {}

    /** Spreads a counter over all bits (the finalizer of SplitMix64, Steele et al. 2014). */
    public static long mixed(long counter) {
        long z = counter * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
