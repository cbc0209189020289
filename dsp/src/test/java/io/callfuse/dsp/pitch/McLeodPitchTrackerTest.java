package io.callfuse.dsp.pitch;

class McLeodPitchTrackerTest extends PitchTrackerContract {
    @Override
    PitchTracker tracker() {
        return PitchMethod.MCLEOD.tracker();
    }
}
