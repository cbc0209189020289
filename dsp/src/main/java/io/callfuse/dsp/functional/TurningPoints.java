package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * Cuts each descriptor's contour into rises and falls at its turning points, and tells the sums of each when it is over: a rise
 * ends at the highest value before the contour falls by the least swing, or breaks off. With a swing of one level these are the
 * slopes between neighbouring extremes of eGeMAPS (Eyben et al. 2016); a larger one passes over the ripple of a noisy contour
 * as de Jong and Wempe (2009) do with dips of the intensity. Two of these, one fed with the frames that come and one with those
 * that leave, find the same movements a window apart. For one thread.
 */
final class TurningPoints {
    /** A point is its level and, in the bits above, its time, which wraps around after an hour and a half. */
    private static final int LEVEL_BITS = 13;

    private static final int LEVEL_MASK = (1 << LEVEL_BITS) - 1;
    private static final int TIME_MASK = (1 << Integer.SIZE - 1 - LEVEL_BITS) - 1;
    private static final int SIGN = Integer.SIZE - 1;

    private static final byte FALLING = -1;
    private static final byte LEVEL = 0;
    private static final byte RISING = 1;
    private static final byte SILENT = 2;

    private final int[] followed;
    private final int[] minSwing;
    private final byte[] state;
    private final int[] foot;
    private final int[] tip;
    private final int sign;
    private final SlopeSums slopes;
    private int time;

    /**
     * @param followed which descriptors' contours are cut
     * @param minSwing the least movement of each of these, levels, 1 or more
     * @param sign 1 to add what is found to the sums, -1 to take it from them
     */
    TurningPoints(int[] followed, int[] minSwing, int sign, SlopeSums slopes) {
        this.followed = followed;
        this.minSwing = minSwing;
        this.sign = sign;
        this.slopes = slopes;
        state = new byte[minSwing.length];
        foot = new int[minSwing.length];
        tip = new int[minSwing.length];
        Arrays.fill(state, SILENT);
    }

    /** Takes the next frame; {@code interrupted} when it does not follow upon the one before. */
    void accept(short[] levels, int row, boolean interrupted) {
        if (interrupted) {
            for (int d = 0; d < state.length; d++) {
                breakOff(d);
            }
        }
        int now = (time++ & TIME_MASK) << LEVEL_BITS;
        for (int d = 0; d < state.length; d++) {
            int level = levels[row + followed[d]];
            int direction = state[d];
            if (level == DescriptorScale.NONE) {
                breakOff(d);
            } else if (!moves(direction)) {
                begin(d, now | level, direction == SILENT);
            } else {
                follow(d, now | level, direction);
            }
        }
    }

    private void follow(int d, int point, int direction) {
        int highest = tip[d];
        int further = ((point & LEVEL_MASK) - (highest & LEVEL_MASK)) * direction;
        int moves = -further >> SIGN;
        if (-further >= minSwing[d]) {
            tell(d);
            foot[d] = highest;
            state[d] = (byte) -direction;
            moves = -1;
        }
        tip[d] = highest ^ (highest ^ point) & moves;
    }

    /** Until the contour has moved, its foot is the last of the lowest values and its tip the last of the highest. */
    private void begin(int d, int point, boolean first) {
        int level = point & LEVEL_MASK;
        if (first || level <= (foot[d] & LEVEL_MASK)) {
            foot[d] = point;
        }
        if (first || level >= (tip[d] & LEVEL_MASK)) {
            tip[d] = point;
        }
        state[d] = LEVEL;
        if (height(d) >= minSwing[d]) {
            boolean rises = tip[d] == point;
            state[d] = rises ? RISING : FALLING;
            if (!rises) {
                int highest = tip[d];
                tip[d] = foot[d];
                foot[d] = highest;
            }
        }
    }

    /** One test for both directions: which of the two it is cannot be foreseen, that it is one of them can. */
    private static boolean moves(int state) {
        return (state & 1) != 0;
    }

    private void breakOff(int d) {
        if (moves(state[d])) {
            tell(d);
        }
        state[d] = SILENT;
    }

    private void tell(int d) {
        int frames = (tip[d] >> LEVEL_BITS) - (foot[d] >> LEVEL_BITS) & TIME_MASK;
        slopes.add(d, height(d), frames, sign);
    }

    private int height(int d) {
        return (tip[d] & LEVEL_MASK) - (foot[d] & LEVEL_MASK);
    }

    void reset() {
        Arrays.fill(state, SILENT);
        time = 0;
    }
}
