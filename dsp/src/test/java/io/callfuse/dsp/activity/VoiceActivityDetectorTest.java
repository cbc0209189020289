package io.callfuse.dsp.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import io.callfuse.dsp.rate.PauseTracker;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class VoiceActivityDetectorTest {
    private static final int SAMPLES = 12 * 8000;

    @ParameterizedTest
    @ValueSource(doubles = {-45, -35, -25, -10})
    void shouldHearAVoiceAtAnyLevelOfTheLine(double levelDbfs) {
        float[] voice = ListenedSounds.atLevel(voice(), levelDbfs);
        ListenedSounds.add(voice, Signals.noise(5, 0.0003, SAMPLES));
        assertThat(ListenedSounds.speechShare(voice)).isGreaterThan(0.9);
    }

    @Test
    void shouldHearAVoiceInNoiseFifteenDecibelsBelowIt() {
        float[] voice = ListenedSounds.atLevel(voice(), -25);
        ListenedSounds.add(voice, ListenedSounds.atLevel(Signals.noise(5, 0.1, SAMPLES), -40));
        assertThat(ListenedSounds.speechShare(voice)).isGreaterThan(0.9);
    }

    @Test
    void shouldHearInNoiseAVoiceOfWhichTheTrackerIsNotSure() {
        float[] voice = ListenedSounds.atLevel(voice(), -25);
        ListenedSounds.add(voice, ListenedSounds.atLevel(Signals.noise(5, 0.1, SAMPLES), -40));
        boolean[] speech = ListenedSounds.verdictsWithItsTracker(voice);
        assertThat(ListenedSounds.share(speech, 0, speech.length)).isGreaterThan(0.9);
    }

    @Test
    void shouldAskForAVoiceThatIsSureWhereTheLineIsQuiet() {
        float[] voice = ListenedSounds.atLevel(voice(), -25);
        boolean[] speech = ListenedSounds.verdicts(voice, new VoiceActivityDetector(0), 0, 0.45);
        assertThat(ListenedSounds.share(speech, 100, speech.length)).isLessThan(0.01);
    }

    @Test
    void shouldHearAVoiceOverHumAndDirectCurrent() {
        float[] voice = ListenedSounds.atLevel(voice(), -25);
        ListenedSounds.add(voice, Signals.sine(50, 0.02, SAMPLES));
        for (int i = 0; i < SAMPLES; i++) {
            voice[i] += 0.1f;
        }
        assertThat(ListenedSounds.speechShare(voice)).isGreaterThan(0.9);
    }

    @Test
    void shouldHearAVoiceThatIsClipped() {
        float[] voice = ListenedSounds.atLevel(voice(), 0);
        assertThat(ListenedSounds.speechShare(voice)).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-60, -45, -30, -15})
    void shouldHearNobodyInSteadyNoise(double levelDbfs) {
        float[] noise = ListenedSounds.atLevel(Signals.noise(9, 0.5, SAMPLES), levelDbfs);
        assertThat(ListenedSounds.speechShare(noise)).isLessThan(0.005);
    }

    @Test
    void shouldHearNobodyInSilence() {
        assertThat(ListenedSounds.speechShare(new float[SAMPLES])).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "350, 440, 12, 0", "440, 480, 2, 4", "425, 425, 1, 4", "400, 450, 0.4, 0.2", "480, 620, 0.5, 0.5",
        "425, 425, 0.2, 0.2", "450, 450, 0.35, 0.35", "480, 620, 0.25, 0.25", "1100, 1100, 0.5, 3",
                "2100, 2100, 3.3, 1",
        "770, 1336, 0.05, 0.05", "941, 1477, 0.07, 0.07", "697, 1209, 0.3, 0.5", "1000, 1000, 12, 0", "440, 440, 0.3, 2"
    })
    void shouldHearNobodyInTonesOfTheExchange(double firstHz, double secondHz, double onSeconds, double offSeconds) {
        for (double levelDbfs : new double[] {-45, -25, -10}) {
            float[] tones = Signals.sine(firstHz, 0.1, SAMPLES);
            ListenedSounds.add(tones, Signals.sine(secondHz, 0.1, SAMPLES));
            ListenedSounds.atLevel(ListenedSounds.gated(tones, onSeconds, offSeconds), levelDbfs);
            ListenedSounds.add(tones, Signals.noise(2, 0.0003, SAMPLES));
            assertThat(ListenedSounds.speechShare(tones))
                    .as("at %s dBFS", levelDbfs)
                    .isLessThan(0.01);
        }
    }

    @Test
    void shouldHearNobodyInChordsThatAreHeld() {
        float[] chords = ListenedSounds.chords(SAMPLES);
        assertThat(ListenedSounds.speechShare(chords)).isLessThan(0.08);
    }

    @Test
    void shouldHearAVoiceSoonAfterMusic() {
        float[] both = Arrays.copyOf(ListenedSounds.atLevel(ListenedSounds.chords(SAMPLES), -20), 2 * SAMPLES);
        System.arraycopy(ListenedSounds.atLevel(voice(), -20), 0, both, SAMPLES, SAMPLES);
        boolean[] speech = ListenedSounds.verdicts(both);
        int first = SAMPLES / 160;
        while (!speech[first]) {
            first++;
        }
        assertThat(first).isLessThan(SAMPLES / 160 + 60);
        assertThat(ListenedSounds.share(speech, SAMPLES / 160 + 60, speech.length))
                .isGreaterThan(0.9);
    }

    @Test
    void shouldHearAShortAnswer() {
        float[] answer = new float[SAMPLES];
        System.arraycopy(Signals.syllables(180, 3, 0.4, 2000), 0, answer, 32_000, 2000);
        ListenedSounds.add(answer, Signals.noise(3, 0.001, SAMPLES));
        boolean[] speech = ListenedSounds.verdicts(answer);
        assertThat(ListenedSounds.share(speech, 201, 212)).isEqualTo(1);
        assertThat(ListenedSounds.share(speech, 0, 180)).isZero();
        assertThat(ListenedSounds.share(speech, 240, speech.length)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.3, -70", "0.4, -70", "0.7, -70", "1.5, -70", "0.3, -50", "0.5, -45", "1.1, -50"})
    void shouldTellHowLongAPauseIsToSixtyMilliseconds(double pauseSeconds, double noiseDbfs) {
        int pause = (int) Math.round(8000 * pauseSeconds);
        // From the middle of a syllable to the middle of another, so that the voice ends where it is loud.
        float[] piece = Arrays.copyOfRange(ListenedSounds.atLevel(voice(), -25), 1000, 17_000);
        float[] signal = new float[5 * (piece.length + pause)];
        for (int i = 0; i < 5; i++) {
            System.arraycopy(piece, 0, signal, i * (piece.length + pause), piece.length);
        }
        ListenedSounds.add(signal, ListenedSounds.atLevel(Signals.noise(4, 0.1, signal.length), noiseDbfs));
        PauseTracker pauses = new PauseTracker();
        boolean[] sounding = ListenedSounds.soundingWithItsTracker(signal);
        // The first second goes into knowing that this is no music.
        for (int f = 60; f < sounding.length; f++) {
            pauses.accept(sounding[f]);
        }
        assertThat(pauses.pauses()).isEqualTo(4);
        assertThat(pauses.meanPauseSeconds()).isCloseTo(pauseSeconds, within(0.06));
        assertThat(pauses.longestPauseSeconds()).isCloseTo(pauseSeconds, within(0.06));
    }

    @Test
    void shouldNeverSoundWhereThereIsNoSpeech() {
        VoiceActivityDetector detector = new VoiceActivityDetector(0);
        float[] noise = Signals.noise(6, 0.3, 256 * 100);
        PowerSpectrum spectrum = new PowerSpectrum(256, 8000);
        for (int f = 0; f < 100; f++) {
            spectrum.compute(Arrays.copyOfRange(noise, f * 256, f * 256 + 256));
            boolean speech = detector.accept(-20 - f % 30, spectrum.power(), 100 + f, f % 3 / 2.0);
            assertThat(detector.sounding() && !speech).isFalse();
        }
    }

    @Test
    void shouldStopHearingWithinAQuarterOfASecondAfterTheVoiceStops() {
        float[] voice = Arrays.copyOf(Signals.syllables(140, 4, 0.4, 2 * 8000), SAMPLES);
        boolean[] speech = ListenedSounds.verdicts(voice);
        assertThat(ListenedSounds.share(speech, 5, 95)).isEqualTo(1);
        assertThat(ListenedSounds.share(speech, 100 + 14, speech.length)).isZero();
    }

    @Test
    void shouldHearNobodyWhereNothingCame() {
        VoiceActivityDetector detector = new VoiceActivityDetector(0);
        for (int i = 0; i < 100; i++) {
            assertThat(detector.acceptGap()).isFalse();
        }
    }

    @Test
    void shouldHearAgainAfterSamplesThatWereNoNumbers() {
        VoiceActivityDetector detector = new VoiceActivityDetector(0);
        float[] bad = new float[VoiceActivityDetector.SPECTRUM_BINS];
        Arrays.fill(bad, Float.NaN);
        for (int i = 0; i < 50; i++) {
            assertThat(detector.accept(Double.NaN, bad, Double.NaN, Double.NaN)).isFalse();
            detector.accept(Double.NEGATIVE_INFINITY, new float[VoiceActivityDetector.SPECTRUM_BINS], -1, 1);
            detector.accept(-20, bad, 100, 1);
        }
        boolean[] speech = ListenedSounds.verdicts(voice(), detector, 0);
        assertThat(ListenedSounds.share(speech, 50, speech.length - 50)).isGreaterThan(0.9);
    }

    @Test
    void shouldHearTheSameWhenThePitchComesLate() {
        float[] voice = ListenedSounds.atLevel(voice(), -25);
        boolean[] late = ListenedSounds.verdicts(voice, new VoiceActivityDetector(5), 5);
        assertThat(ListenedSounds.share(late, 0, late.length)).isGreaterThan(0.9);
    }

    @Test
    void shouldRefuseWhatItCannotJudge() {
        assertThatThrownBy(() -> new VoiceActivityDetector(11)).hasMessageContaining("11, not 0..10");
        VoiceActivityDetector detector = new VoiceActivityDetector(0);
        assertThatThrownBy(() -> detector.accept(-20, new float[65], 0, 0)).hasMessageContaining("65 bins, not 129");
    }

    private static float[] voice() {
        return Signals.syllables(140, 4, 0.4, SAMPLES);
    }

    @Test
    void shouldGiveOneVerdictForEachFrameWhateverTheLevel() {
        boolean[] loud = ListenedSounds.verdicts(ListenedSounds.atLevel(voice(), -12));
        boolean[] soft = ListenedSounds.verdicts(ListenedSounds.atLevel(voice(), -32));
        int unlike = 0;
        for (int f = 0; f < loud.length; f++) {
            unlike += loud[f] == soft[f] ? 0 : 1;
        }
        assertThat(unlike).isLessThan(loud.length / 50);
    }
}
