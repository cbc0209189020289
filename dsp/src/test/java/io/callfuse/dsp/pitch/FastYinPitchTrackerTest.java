package io.callfuse.dsp.pitch;

class FastYinPitchTrackerTest extends PitchTrackerContract {
    @Override
    PitchTracker tracker() {
        return PitchMethod.FAST_YIN.tracker();
    }

    /** Its difference is one of energies by Fourier transform, and lost in rounding where it is nearly none. */
    @Override
    boolean losesPerfectPeriods() {
        return true;
    }
}
