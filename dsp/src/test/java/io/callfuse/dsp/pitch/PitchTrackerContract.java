package io.callfuse.dsp.pitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every pitch tracker keeps, frames lying 20 ms apart. */
@Timeout(20)
abstract class PitchTrackerContract {
    static final int HOP = 160;

    private static final double TOLERANCE = 0.02;
    /** Frames until a tracker with a memory has heard enough, and frames in which a signal's end is near. */
    private static final int EDGE_FRAMES = 4;

    abstract PitchTracker tracker();

    /** Whether it may call a perfectly periodic frame unvoiced. */
    boolean losesPerfectPeriods() {
        return false;
    }

    /** What a tracker says of each frame of a signal: F0 in Hz, 0 where unvoiced. */
    static List<Double> pitches(PitchTracker tracker, float[] signal) {
        List<Double> pitches = new ArrayList<>();
        PitchEstimate estimate = new PitchEstimate();
        float[] frame = new float[tracker.frameSize()];
        int frames = (signal.length - frame.length) / HOP + 1;
        for (int f = 0; f < frames + tracker.lagFrames(); f++) {
            if (f < frames) {
                System.arraycopy(signal, f * HOP, frame, 0, frame.length);
            } else {
                java.util.Arrays.fill(frame, 0);
            }
            tracker.track(frame, estimate);
            assertThat(estimate.voicingProbability()).isBetween(0.0, 1.0);
            assertThat(estimate.f0Hz()).isBetween(0.0, 600.0);
            if (f >= tracker.lagFrames()) {
                pitches.add(estimate.voiced() ? estimate.f0Hz() : 0);
            }
        }
        return pitches;
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 200, 300})
    void shouldFindThePitchOfASine(double hz) {
        shouldFind(hz, Signals.sine(hz, 0.3, 16_000));
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 200, 300})
    void shouldFindThePitchOfAPulseTrain(double hz) {
        shouldFind(hz, Signals.pulses(hz, 0, 0.5, 16_000));
    }

    @Test
    void shouldNotCareForTheLevel() {
        shouldFind(150, Signals.pulses(150, 0, 0.005, 16_000));
    }

    @Test
    void shouldFindNoPitchInSilence() {
        PitchTracker tracker = tracker();
        PitchEstimate estimate = new PitchEstimate();
        for (int i = 0; i < 12; i++) {
            tracker.track(new float[tracker.frameSize()], estimate);
            assertThat(estimate.voiced()).isFalse();
            assertThat(estimate.voicingProbability()).isZero();
            assertThat(estimate.f0Hz()).isZero();
        }
    }

    @Test
    void shouldFindHardlyAnyPitchInWhiteNoise() {
        List<Double> pitches = pitches(tracker(), Signals.noise(11, 0.5, 80_000));
        assertThat(pitches.stream().filter(hz -> hz > 0).count()).isLessThan(pitches.size() / 20);
    }

    @Test
    void shouldSayOfWhichFrameItSpeaks() {
        float[] signal = new float[16_000];
        float[] voice = Signals.pulses(160, 0, 0.5, 8_000);
        float[] breath = Signals.noise(7, 0.005, 8_000);
        for (int i = 0; i < voice.length; i++) {
            signal[4_000 + i] = voice[i] + breath[i];
        }
        PitchTracker tracker = tracker();
        List<Double> pitches = pitches(tracker, signal);
        for (int f = 0; f < pitches.size(); f++) {
            int middle = f * HOP + tracker.frameSize() / 2;
            if (middle > 4_000 + 240 && middle < 12_000 - 240) {
                double hz = losesPerfectPeriods() && pitches.get(f) == 0 ? 160 : pitches.get(f);
                assertThat(hz).as("frame %d", f).isCloseTo(160, within(TOLERANCE * 160));
            } else if (middle < 4_000 - 240 || middle > 12_000 + 240) {
                assertThat(pitches.get(f)).as("frame %d", f).isZero();
            }
        }
        assertThat(20 * tracker.lagFrames()).isLessThanOrEqualTo(100);
    }

    @Test
    void shouldStartAfreshAfterAReset() {
        float[] signal = Signals.syllables(140, 4, 0.4, 16_000);
        PitchTracker used = tracker();
        pitches(used, Signals.syllables(310, 5, 0.2, 12_345));
        used.reset();
        assertThat(pitches(used, signal)).isEqualTo(pitches(tracker(), signal));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f})
    void shouldRecoverFromSamplesThatAreNone(float bad) {
        PitchTracker tracker = tracker();
        float[] signal = Signals.pulses(200, 0, 0.5, 16_000);
        for (int i = 4_000; i < 5_000; i += 3) {
            signal[i] = bad;
        }
        List<Double> pitches = pitches(tracker, signal);
        for (int f = 5_000 / HOP + EDGE_FRAMES; f < pitches.size() - EDGE_FRAMES; f++) {
            assertThat(pitches.get(f)).isCloseTo(200, within(TOLERANCE * 200));
        }
    }

    private void shouldFind(double hz, float[] signal) {
        List<Double> pitches = pitches(tracker(), signal);
        for (double found : pitches.subList(EDGE_FRAMES, pitches.size() - EDGE_FRAMES)) {
            assertThat(losesPerfectPeriods() && found == 0 ? hz : found).isCloseTo(hz, within(TOLERANCE * hz));
        }
    }
}
