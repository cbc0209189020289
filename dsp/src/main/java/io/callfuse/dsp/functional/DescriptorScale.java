package io.callfuse.dsp.functional;

/**
 * The range in which a descriptor lives, cut into {@value #LEVELS} levels. Statistics of levels are sums of whole numbers: what
 * leaves a window is taken out exactly, and no result depends on the order or on the past. A value beyond the range counts as
 * the end of it. Immutable.
 *
 * @param lowest the value of level 0, in the unit of the descriptor
 * @param highest the value of the last level, same unit
 * @param minSwing the least rise or fall that is a movement and not noise, same unit; 0 for any
 */
public record DescriptorScale(double lowest, double highest, double minSwing) {
    /** How many levels there are: 13 bits, so that 4096 fourth powers of a level add up in a {@code long}. */
    public static final int LEVELS = 1 << 13;

    /** In place of a level: the frame has no value. */
    static final int NONE = LEVELS;

    private static final double ROUND = 0.5;

    /** Checks the range: finite, not empty, and no swing that is larger than it. */
    public DescriptorScale {
        if (!(lowest < highest) || Double.isInfinite(highest - lowest)) {
            throw new IllegalArgumentException("no range from " + lowest + " to " + highest);
        }
        if (!(minSwing >= 0 && minSwing <= highest - lowest)) {
            throw new IllegalArgumentException("no swing of " + minSwing + " from " + lowest + " to " + highest);
        }
    }

    /** A range in which any movement counts. */
    public DescriptorScale(double lowest, double highest) {
        this(lowest, highest, 0);
    }

    /** The distance of neighbouring levels, in the unit of the descriptor. */
    public double step() {
        return (highest - lowest) / (LEVELS - 1);
    }

    /** What statistics take {@code value} for: the nearest level's value; {@code NaN} stays. */
    public double quantized(double value) {
        int level = level(value);
        return level == NONE ? Double.NaN : lowest + level * step();
    }

    int level(double value) {
        return level(value, lowest, levelsPerUnit());
    }

    double levelsPerUnit() {
        return (LEVELS - 1) / (highest - lowest);
    }

    /** The least movement, in levels: 1 or more. */
    int minSwingLevels() {
        return Math.max(1, (int) (minSwing * levelsPerUnit() + ROUND));
    }

    static int level(double value, double lowest, double levelsPerUnit) {
        if (value != value) {
            return NONE;
        }
        int level = (int) ((value - lowest) * levelsPerUnit + ROUND);
        return Math.max(0, Math.min(LEVELS - 1, level));
    }
}
