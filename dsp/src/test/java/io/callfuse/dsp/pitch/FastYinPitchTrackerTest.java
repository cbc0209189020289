package io.callfuse.dsp.pitch;

class FastYinPitchTrackerTest extends PitchTrackerContract {
    @Override
    PitchTracker tracker() {
        return PitchMethod.FAST_YIN.tracker();
    }
}
