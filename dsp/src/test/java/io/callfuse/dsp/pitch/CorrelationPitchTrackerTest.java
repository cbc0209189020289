package io.callfuse.dsp.pitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationPitchTrackerTest extends PitchTrackerContract {
    @Override
    PitchTracker tracker() {
        return PitchMethod.CORRELATION.tracker();
    }

    @ParameterizedTest
    @ValueSource(doubles = {90, 110, 130, 180, 250, 320, 450})
    void shouldFindThePitchOfAVoiceWhoseFundamentalTheLineRemoved(double hz) {
        assertThat(octaveErrors(Signals.pulses(hz, 350, 0.5, 16_000), hz)).isZero();
    }

    @Test
    void shouldTellWhatThePitchIsAndHowLikelyWhereItDecidesForNone() {
        CorrelationPitchTracker strict = new CorrelationPitchTracker(160, 1);
        PitchEstimate estimate = new PitchEstimate();
        float[] voice = Signals.pulses(140, 350, 0.5, 16_000);
        float[] hop = new float[160];
        for (int f = 0; f < 100; f++) {
            System.arraycopy(voice, f * 160, hop, 0, 160);
            strict.track(hop, estimate);
            assertThat(estimate.voiced()).isFalse();
            if (f > 20) {
                assertThat(estimate.voicingProbability()).isGreaterThan(0.5);
                assertThat(estimate.f0Hz()).isCloseTo(140, within(3.0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-15, 0, 15})
    void shouldNotCareForTheGainOfTheLine(double gainDb) {
        float[] voice = Signals.pulses(130, 350, 0.4, 16_000);
        float gain = (float) StrictMath.pow(10, gainDb / 20);
        for (int i = 0; i < voice.length; i++) {
            voice[i] *= gain;
        }
        assertThat(octaveErrors(voice, 130)).isZero();
    }

    @Test
    void shouldNotCareForDirectCurrent() {
        float[] voice = Signals.pulses(130, 350, 0.4, 16_000);
        for (int i = 0; i < voice.length; i++) {
            voice[i] += 0.3f;
        }
        assertThat(octaveErrors(voice, 130)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {50, 60})
    void shouldHearTheVoiceAndNotTheHum(double humHz) {
        float[] voice = Signals.pulses(190, 0, 0.4, 16_000);
        float[] hum = Signals.sine(humHz, 0.02, 16_000);
        for (int i = 0; i < voice.length; i++) {
            voice[i] += hum[i];
        }
        assertThat(octaveErrors(voice, 190)).isZero();
    }

    @Test
    void shouldFollowAGlide() {
        List<Double> pitches = pitches(tracker(), Signals.syllables(170, 3, 0.5, 24_000));
        double[] voiced = pitches.stream()
                .mapToDouble(Double::doubleValue)
                .filter(hz -> hz > 0)
                .toArray();
        assertThat(voiced.length).isGreaterThan(pitches.size() / 2);
        for (double hz : voiced) {
            assertThat(hz).isBetween(170 * 0.84, 170 * 1.27);
        }
    }

    @Test
    void shouldGoOnWhereALostPacketWas() {
        float[] voice = Signals.pulses(220, 350, 0.5, 16_000);
        java.util.Arrays.fill(voice, 50 * HOP, 51 * HOP, 0);
        List<Double> pitches = pitches(tracker(), voice);
        assertThat(pitches.subList(4, 94))
                .allSatisfy(hz -> assertThat(hz == 0 ? 220 : hz).isCloseTo(220, within(11.0)));
    }

    @Test
    void shouldHearTheSameInHalfSizedHops() {
        CorrelationPitchTracker tracker = new CorrelationPitchTracker(80, CorrelationPitchTracker.VOICED_FROM);
        float[] voice = Signals.pulses(150, 350, 0.5, 16_000);
        float[] frame = new float[80];
        PitchEstimate estimate = new PitchEstimate();
        for (int f = 0; f < 200; f++) {
            System.arraycopy(voice, f * 80, frame, 0, 80);
            tracker.track(frame, estimate);
            if (f > 15) {
                assertThat(estimate.f0Hz()).isCloseTo(150, within(3.0));
            }
        }
        assertThat(10 * tracker.lagFrames()).isLessThanOrEqualTo(100);
    }

    @Test
    void shouldRefuseWhatItCannotTake() {
        assertThatThrownBy(() -> new CorrelationPitchTracker(161, 0.4f)).hasMessageContaining("hop is 161");
        assertThatThrownBy(() -> new CorrelationPitchTracker(320, 0.4f)).hasMessageContaining("hop is 320");
        assertThatThrownBy(() -> new CorrelationPitchTracker(160, Float.NaN)).hasMessageContaining("voicedFrom is NaN");
    }

    private long octaveErrors(float[] voice, double hz) {
        List<Double> pitches = pitches(tracker(), voice);
        return pitches.subList(4, pitches.size() - 4).stream()
                .filter(found -> Math.abs(found / hz - 1) > 0.05)
                .count();
    }
}
