package io.callfuse.dsp.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SyllableNucleusDetectorTest {
    private static final int TEN_SECONDS = 80_000;

    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 4, 5, 6, 7, 8, 9})
    void shouldFindEachSyllableOfAVoice(double perSecond) {
        Heard heard = new Heard();
        heard.hear(Signals.syllables(140, perSecond, 0.4, TEN_SECONDS));
        assertThat((double) heard.nuclei).isCloseTo(10 * perSecond, within(1.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {90, 140, 220, 330})
    void shouldFindThemWhateverThePitch(double f0Hz) {
        Heard heard = new Heard();
        heard.hear(Signals.syllables(f0Hz, 5, 0.4, TEN_SECONDS));
        assertThat((double) heard.nuclei).isCloseTo(50, within(2.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 4, 6, 8})
    void shouldWeighTheNucleiSoThatTheRateIsAboutRight(double perSecond) {
        Heard heard = new Heard();
        heard.hear(Signals.syllables(140, perSecond, 0.4, TEN_SECONDS));
        assertThat(heard.syllables).isCloseTo(10 * perSecond, within(2 * perSecond));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5623, 5.623})
    void shouldNotCareForFifteenDecibelsOfGain(double gain) {
        Heard quiet = new Heard();
        quiet.hear(Signals.syllables(140, 4.3, 0.1, TEN_SECONDS));
        Heard loud = new Heard();
        loud.hear(Signals.syllables(140, 4.3, 0.1 * gain, TEN_SECONDS));
        assertThat(loud.nuclei).isEqualTo(quiet.nuclei);
    }

    @Test
    void shouldNotCountTheNoiseInPauses() {
        float[] noise = Signals.noise(5, 0.005, TEN_SECONDS);
        float[] voice = Signals.syllables(140, 4, 0.4, TEN_SECONDS);
        for (int i = 0; i < TEN_SECONDS; i++) {
            // Speech in every other second.
            noise[i] += i / 8000 % 2 == 0 ? voice[i] : 0;
        }
        Heard heard = new Heard();
        heard.hear(noise);
        assertThat((double) heard.nuclei).isCloseTo(20, within(1.0));
    }

    @Test
    void shouldNotCountBurstsOfNoise() {
        float[] signal = Signals.noise(6, 0.4, TEN_SECONDS);
        for (int i = 0; i < TEN_SECONDS; i++) {
            signal[i] *= i / 800 % 2;
        }
        Heard heard = new Heard();
        heard.hear(signal);
        assertThat(heard.nuclei).isLessThan(10);
    }

    @Test
    void shouldNotCountASteadyVoiceMoreThanOnce() {
        Heard heard = new Heard();
        heard.hear(Signals.pulses(140, 300, 0.4, TEN_SECONDS));
        assertThat(heard.nuclei).isOne();
    }

    @Test
    void shouldTellANucleusInTimeEvenWhereNoDipFollows() {
        Heard heard = new Heard();
        heard.hear(Signals.pulses(140, 300, 0.4, 16_000));
        assertThat(heard.firstFrame).isBetween(1, SyllableNucleusDetector.MAX_LAG_FRAMES + 4);
        assertThat(heard.largestAgeFrames).isLessThanOrEqualTo(SyllableNucleusDetector.MAX_LAG_FRAMES);
    }

    @Test
    void shouldSayWhereTheNucleusIs() {
        float[] signal = new float[16_000];
        for (int i = 0; i < 3200; i++) {
            double hump = 0.3 * StrictMath.sin(Math.PI * i / 3200);
            // The first tells how loud the voice is.
            signal[1000 + i] = (float) hump;
            signal[6000 + i] = (float) hump;
        }
        float[] voice = Signals.pulses(140, 300, 1, 16_000);
        for (int i = 0; i < signal.length; i++) {
            signal[i] *= voice[i];
        }
        Heard heard = new Heard();
        heard.hear(signal);
        assertThat(heard.nuclei).isEqualTo(2);
        // The middle of the second is sample 7600; frame f has the 32 ms before sample 160 (f + 1).
        assertThat((double) heard.nucleusFrame).isCloseTo(7600 / 160.0, within(2.0));
    }

    @Test
    void shouldGoOnAfterBadSamplesAsIfTheyHadBeenAGap() {
        Heard heard = new Heard();
        heard.hear(Signals.syllables(140, 4, 0.4, 24_000));
        float[] bad = new float[129];
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, -1}) {
            Arrays.fill(bad, (float) value);
            assertThat(heard.detector.accept(bad)).isFalse();
        }
        int before = heard.nuclei;
        heard.hear(Signals.syllables(140, 4, 0.4, 40_000));
        assertThat((double) (heard.nuclei - before)).isCloseTo(20, within(1.5));
        assertThat(heard.syllables).isFinite();
    }

    @Test
    void shouldCountNothingTwiceOverGaps() {
        Heard heard = new Heard();
        float[] signal = Signals.syllables(140, 4, 0.4, TEN_SECONDS);
        for (int start = 0; start < TEN_SECONDS; start += 8000) {
            heard.hear(Arrays.copyOfRange(signal, start, start + 8000));
            heard.detector.gap();
        }
        assertThat((double) heard.nuclei).isCloseTo(40, within(4.0));
    }

    @Test
    void shouldGiveTheSameAgainAfterAReset() {
        Heard heard = new Heard();
        float[] signal = Signals.syllables(180, 5.5, 0.2, TEN_SECONDS);
        heard.hear(signal);
        double first = heard.syllables;
        heard.detector.reset();
        heard.hear(signal);
        assertThat(heard.syllables).isCloseTo(2 * first, within(1e-9));
    }

    @Test
    void shouldRefuseSpectraOfAnotherSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SyllableNucleusDetector(15.625));
    }

    /** Hears a signal, 20 ms at a time, and keeps what the detector says. */
    private static final class Heard {
        private final SyllableNucleusDetector detector = new SyllableNucleusDetector(31.25);
        private final PowerSpectrum spectrum = new PowerSpectrum(256, 8000);
        private final float[] frame = new float[256];
        private int nuclei;
        private double syllables;
        private int firstFrame = -1;
        private int nucleusFrame = -1;
        private int largestAgeFrames;

        private void hear(float[] signal) {
            for (int end = 160; end <= signal.length; end += 160) {
                int start = end - frame.length;
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = start + i < 0 ? 0 : signal[start + i];
                }
                spectrum.compute(frame);
                if (detector.accept(spectrum.power())) {
                    note(end / 160 - 1);
                }
            }
        }

        private void note(int frameNumber) {
            nuclei++;
            syllables += detector.syllables();
            firstFrame = firstFrame < 0 ? frameNumber : firstFrame;
            nucleusFrame = frameNumber - detector.ageFrames();
            largestAgeFrames = Math.max(largestAgeFrames, detector.ageFrames());
        }
    }
}
