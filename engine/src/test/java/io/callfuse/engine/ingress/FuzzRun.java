package io.callfuse.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

/**
 * A long run of seeded random inputs: 100,000 of them, or as many as {@code -Dcallfuse.fuzz=N} says. The heap must not grow from
 * the first tenth to the end.
 */
public final class FuzzRun {
    private static final long INPUTS = Long.getLong("callfuse.fuzz", 100_000);
    private static final long MAY_GROW_BYTES = 4L << 20;

    private FuzzRun() {}

    /** One input: made of the random numbers and given to what is tested. */
    @FunctionalInterface
    public interface Input {
        /** Any exception fails the run. */
        void give(Random random, long number) throws Exception;
    }

    /** Gives all inputs; a failure names the seed and the number of the input, by which it is given again. */
    public static void of(long seed, Input input) {
        long usedBytes = 0;
        for (long number = 0; number < INPUTS; number++) {
            try {
                input.give(new Random(seed * 1_000_003 + number), number);
            } catch (Exception | AssertionError escaped) {
                throw new AssertionError("seed " + seed + ", input " + number + ": " + escaped, escaped);
            }
            if (number == INPUTS / 10) {
                usedBytes = usedBytes();
            }
        }
        assertThat(usedBytes() - usedBytes).as("growth of the heap, bytes").isLessThan(MAY_GROW_BYTES);
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < 3; look++) {
            System.gc();
            Runtime jvm = Runtime.getRuntime();
            least = Math.min(least, jvm.totalMemory() - jvm.freeMemory());
        }
        return least;
    }
}
