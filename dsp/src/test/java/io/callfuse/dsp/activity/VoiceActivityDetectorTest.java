package io.callfuse.dsp.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.Signals;
import io.callfuse.dsp.framing.Framer;
import io.callfuse.dsp.pitch.FundamentalRestorer;
import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.YinPitchTracker;
import io.callfuse.dsp.signal.Decibels;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import io.callfuse.dsp.spectrum.SpectralBalance;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class VoiceActivityDetectorTest {
    private static final int SECONDS = 10;
    private static final int SAMPLES = SECONDS * 8000;

    @ParameterizedTest
    @ValueSource(doubles = {-45, -35, -25, -10})
    void shouldHearAVoiceAtAnyLevelOfTheLine(double levelDbfs) {
        float[] voice = atLevel(Signals.syllables(140, 4, 0.4, SAMPLES), levelDbfs);
        add(voice, Signals.noise(5, 0.0005, SAMPLES));
        assertThat(speechShare(voice)).isGreaterThan(0.6);
    }

    @Test
    void shouldHearAVoiceInNoiseFifteenDecibelsBelowIt() {
        float[] voice = atLevel(Signals.syllables(140, 4, 0.4, SAMPLES), -25);
        add(voice, atLevel(Signals.noise(5, 0.1, SAMPLES), -40));
        assertThat(speechShare(voice)).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-60, -40, -20})
    void shouldHearNobodyInSteadyNoise(double levelDbfs) {
        assertThat(speechShare(atLevel(Signals.noise(9, 0.5, SAMPLES), levelDbfs)))
                .isLessThan(0.02);
    }

    @Test
    void shouldHearNobodyInSilence() {
        assertThat(speechShare(new float[SAMPLES])).isZero();
    }

    @Test
    void shouldHearNobodyInAConcertPitchThatIsHeld() {
        assertThat(speechShare(Signals.sine(440, 0.2, SAMPLES))).isLessThan(0.01);
    }

    @Test
    void shouldHearNobodyInRingBack() {
        float[] ring = Signals.sine(440, 0.1, SAMPLES);
        add(ring, Signals.sine(480, 0.1, SAMPLES));
        assertThat(speechShare(gated(ring, 2.0, 4.0))).isLessThan(0.02);
        assertThat(speechShare(gated(Signals.sine(425, 0.2, SAMPLES), 1.0, 4.0)))
                .isLessThan(0.02);
    }

    @Test
    void shouldHearNobodyInBusyTone() {
        assertThat(speechShare(gated(Signals.sine(450, 0.2, SAMPLES), 0.35, 0.35)))
                .isLessThan(0.03);
    }

    @Test
    void shouldHearNobodyInPressedKeys() {
        float[] keys = Signals.sine(770, 0.15, SAMPLES);
        add(keys, Signals.sine(1336, 0.15, SAMPLES));
        assertThat(speechShare(gated(keys, 0.2, 0.5))).isLessThan(0.05);
    }

    @Test
    void shouldStopHearingSoonAfterTheVoiceStops() {
        float[] voice = Arrays.copyOf(Signals.syllables(140, 4, 0.4, 2 * 8000), SAMPLES);
        assertThat(speechShare(voice)).isBetween(0.1, 0.22);
    }

    @Test
    void shouldHearNobodyWhereNothingCame() {
        VoiceActivityDetector detector = new VoiceActivityDetector(31.25);
        for (int i = 0; i < 100; i++) {
            assertThat(detector.acceptGap()).isFalse();
        }
    }

    private static double speechShare(float[] signal) {
        PowerSpectrum spectrum = new PowerSpectrum(256, 8000);
        SpectralBalance balance = new SpectralBalance(spectrum);
        VoiceActivityDetector detector = new VoiceActivityDetector(spectrum.binHz());
        FundamentalRestorer restorer = new FundamentalRestorer(8000);
        YinPitchTracker tracker = new YinPitchTracker(8000, 400, 0.35);
        PitchEstimate pitch = new PitchEstimate();
        Framer framer = new Framer(256, 160, 160);
        Framer pitchFramer = new Framer(400, 160, 160);
        float[] frame = new float[256];
        float[] pitchFrame = new float[400];
        float[] restored = new float[160];
        short[] samples = Signals.toShorts(signal);
        int speech = 0;
        int frames = samples.length / 160;
        for (int f = 0; f < frames; f++) {
            framer.accept(samples, f * 160, 160);
            restorer.restore(Arrays.copyOfRange(samples, f * 160, f * 160 + 160), 160, restored);
            pitchFramer.accept(restored, 160);
            if (!framer.next(frame)) {
                detector.acceptGap();
                continue;
            }
            spectrum.compute(frame);
            balance.measure(spectrum.power());
            pitch.clear();
            if (pitchFramer.next(pitchFrame)) {
                tracker.track(pitchFrame, pitch);
            }
            speech += detector.accept(Decibels.ofPower(balance.bandPower()), spectrum.power(), pitch.voiced()) ? 1 : 0;
        }
        return (double) speech / frames;
    }

    private static float[] atLevel(float[] signal, double levelDbfs) {
        double now = Decibels.levelDbfs(signal, 0, signal.length);
        double gain = StrictMath.pow(10, (levelDbfs - now) / 20);
        for (int i = 0; i < signal.length; i++) {
            signal[i] *= (float) gain;
        }
        return signal;
    }

    private static void add(float[] to, float[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += what[i];
        }
    }

    private static float[] gated(float[] signal, double onSeconds, double offSeconds) {
        for (int i = 0; i < signal.length; i++) {
            double place = i / 8000.0 % (onSeconds + offSeconds);
            signal[i] *= place < onSeconds ? 1 : 0;
        }
        return signal;
    }
}
