package io.callfuse.dsp.rate;

/**
 * How many syllables a nucleus stands for, by its distance from the one before: a straight line fitted to the syllables counted
 * by hand (least squares for the slope, no bias over 10 to 15 s for the height) on speakers 03, 08, 09 and 10 of EmoDB and the
 * first of CASIA, sent over telephone lines. Stateless.
 */
final class NucleusWeight {
    /** Longer distances weigh like this one. */
    static final int MAX_SPACING_FRAMES = 12;

    private static final double AT_ZERO = 1.283;
    private static final double PER_FRAME = -0.0199;

    private NucleusWeight() {}

    static double syllables(int spacingFrames) {
        return AT_ZERO + PER_FRAME * Math.min(spacingFrames, MAX_SPACING_FRAMES);
    }
}
