package io.callfuse.dsp.functional;

import java.util.Arrays;
import java.util.Random;

/**
 * Seeded contours as of speech and worse: they wander through their range and beyond, stand still, jump, have no values for a
 * while, and break off.
 */
final class RandomContours {
    private final Random random;
    private final DescriptorScale[] scales;
    private final double[] values;
    private final double[] places;
    private final int[] moods;

    RandomContours(long seed, DescriptorScale[] scales) {
        random = new Random(seed);
        this.scales = scales;
        values = new double[scales.length];
        places = new double[scales.length];
        moods = new int[scales.length];
        Arrays.fill(places, 0.5);
    }

    /** Makes the next frame and returns whether it comes after an interruption. */
    boolean next() {
        for (int d = 0; d < values.length; d++) {
            if (random.nextInt(12) == 0) {
                moods[d] = random.nextInt(8);
            }
            switch (moods[d]) {
                case 0, 1, 2 -> places[d] = 0.5 + 0.95 * (places[d] - 0.5) + 0.05 * random.nextGaussian();
                case 3 -> places[d] = random.nextDouble() * 1.2 - 0.1;
                case 4 -> places[d] += 0.004;
                default -> places[d] = places[d] + 0;
            }
            values[d] = scales[d].lowest() + places[d] * (scales[d].highest() - scales[d].lowest());
            if (moods[d] == 6 || random.nextInt(100) == 0) {
                values[d] = Double.NaN;
            } else if (random.nextInt(500) == 0) {
                values[d] = random.nextBoolean() ? Double.POSITIVE_INFINITY : -Double.MAX_VALUE;
            }
        }
        return random.nextInt(60) == 0;
    }

    double[] values() {
        return values;
    }
}
