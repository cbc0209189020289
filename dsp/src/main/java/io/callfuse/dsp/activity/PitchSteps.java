package io.callfuse.dsp.activity;

import io.callfuse.dsp.kernel.FastLog;

/**
 * How the pitch goes on from one frame to the next: a voice glides, an instrument holds its note and then leaps to the next
 * (Ohishi et al. 2005 on what tells speaking from singing by its F0). For one thread.
 */
final class PitchSteps {
    private static final double SEMITONES_PER_OCTAVE = 12;
    private static final double HELD_SEMITONES = 0.1;
    private static final double GLIDE_SEMITONES = 0.15;
    private static final double LEAP_SEMITONES = 1;

    private double previousHz;
    private double stepSemitones = Double.NaN;

    /** Takes the pitch of the next frame, Hz; 0 when it has none. */
    void next(double f0Hz) {
        boolean both = f0Hz > 0 && previousHz > 0;
        stepSemitones = both ? Math.abs(SEMITONES_PER_OCTAVE * FastLog.log2(f0Hz / previousHz)) : Double.NaN;
        previousHz = f0Hz;
    }

    /** Forgets the pitch before. */
    void reset() {
        next(0);
    }

    /** Whether the pitch stays where it was. */
    boolean held() {
        return stepSemitones < HELD_SEMITONES;
    }

    /** Whether it moves as a voice's does. */
    boolean glides() {
        return stepSemitones > GLIDE_SEMITONES && stepSemitones < LEAP_SEMITONES;
    }

    /** Whether it is another pitch altogether. */
    boolean leaps() {
        return stepSemitones >= LEAP_SEMITONES;
    }
}
