package io.callfuse.dsp.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SpeechTempoTest {
    private static final SpeechTempo.Spans FOUR_SECONDS = new SpeechTempo.Spans(4, 4, 1);

    private final SpeechTempo tempo = new SpeechTempo(new PauseTracker(), FOUR_SECONDS, 0);

    @Test
    void shouldSayNothingUntilEnoughWasHeard() {
        speak(tempo, 49, 10);
        assertThat(tempo.articulationRate()).isZero();
        assertThat(tempo.speakingRate()).isZero();
        assertThat(tempo.baselineArticulationRate()).isZero();
        assertThat(tempo.articulationRateRise()).isZero();
        tempo.accept(true);
        assertThat(tempo.articulationRate()).isCloseTo(5, within(1e-9));
    }

    @Test
    void shouldLeavePausesOutOfTheArticulationRateOnly() {
        speak(tempo, 100, 10);
        silence(tempo, 50);
        speak(tempo, 50, 10);
        assertThat(tempo.articulationRate()).isCloseTo(5, within(1e-9));
        assertThat(tempo.speakingRate()).isCloseTo(3.75, within(1e-9));
        assertThat(tempo.syllablesPerMinute()).isCloseTo(225, within(1e-9));
        assertThat(tempo.pauses().pauses()).isOne();
    }

    @Test
    void shouldNotCountTheTimeInWhichSomebodyElseSpeaks() {
        speak(tempo, 100, 10);
        silence(tempo, 400);
        speak(tempo, 50, 10);
        assertThat(tempo.speakingRate()).isCloseTo(5, within(1e-9));
    }

    @Test
    void shouldKeepTheSyllablesInAShortClosure() {
        speak(tempo, 50, 10);
        tempo.nucleus(0, 1);
        tempo.accept(false);
        silence(tempo, 9);
        speak(tempo, 50, 10);
        assertThat(tempo.articulationRate() * 2.2).isCloseTo(11, within(1e-9));
    }

    @Test
    void shouldNotCountWhatIsNoSpeech() {
        speak(tempo, 100, 10);
        for (int i = 0; i < 50; i++) {
            tempo.nucleus(0, 1);
            tempo.accept(false);
        }
        speak(tempo, 50, 10);
        assertThat(tempo.articulationRate()).isCloseTo(5, within(1e-9));
    }

    @Test
    void shouldSayTheRiseOverTheFirstSeconds() {
        speak(tempo, 200, 10);
        assertThat(tempo.articulationRateRise()).isZero();
        speak(tempo, 200, 8);
        assertThat(tempo.baselineArticulationRate()).isCloseTo(5, within(1e-9));
        assertThat(tempo.articulationRate()).isCloseTo(6.25, within(1e-9));
        assertThat(tempo.articulationRateRise()).isCloseTo(0.25, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 25, 50})
    void shouldBringNucleiAndSpeechTogetherWhateverTheActivityLag(int lagFrames) {
        SpeechTempo late = new SpeechTempo(new PauseTracker(), FOUR_SECONDS, lagFrames);
        // Half a second of speech in every second, a nucleus in each of its frames and in no other.
        for (int frame = 0; frame < 400 + lagFrames; frame++) {
            int age = Math.min(lagFrames, 7);
            if (isSpeech(frame - age)) {
                late.nucleus(age, 1);
            }
            if (frame >= lagFrames) {
                late.accept(isSpeech(frame - lagFrames));
            } else {
                late.accept(false);
            }
        }
        assertThat(late.articulationRate()).isCloseTo(50, within(1e-9));
    }

    @Test
    void shouldForgetNothingItShouldKeepAndKeepNothingItShouldForget() {
        Random random = new Random(7);
        int[] nucleusIn = new int[5000];
        for (int frame = 0; frame < nucleusIn.length; frame++) {
            nucleusIn[frame] = random.nextInt(8) == 0 ? 1 : 0;
            tempo.nucleus(0, nucleusIn[frame] * 1.25);
            tempo.accept(true);
        }
        int last = 0;
        for (int frame = 4800; frame < 5000; frame++) {
            last += nucleusIn[frame];
        }
        assertThat(tempo.articulationRate()).isCloseTo(last * 1.25 / 4, within(1e-9));
    }

    @Test
    void shouldSurviveNumbersThatMakeNoSense() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 1e9}) {
            tempo.nucleus(Integer.MAX_VALUE, bad);
            tempo.nucleus(-5, bad);
        }
        speak(tempo, 200, 10);
        assertThat(tempo.articulationRate()).isCloseTo(5, within(1e-9));
    }

    @Test
    void shouldForgetEverythingWhenReset() {
        speak(tempo, 200, 5);
        tempo.reset();
        speak(tempo, 200, 10);
        assertThat(tempo.articulationRate()).isCloseTo(5, within(1e-9));
        assertThat(tempo.articulationRateRise()).isZero();
    }

    @Test
    void shouldRefuseSettingsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SpeechTempo(51));
        assertThatIllegalArgumentException().isThrownBy(() -> new SpeechTempo(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SpeechTempo.Spans(1, 4, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new SpeechTempo.Spans(100, 4, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new SpeechTempo.Spans(4, 4, Double.NaN));
    }

    private static boolean isSpeech(int frame) {
        return Math.floorMod(frame, 50) < 25;
    }

    /** Frames of speech with a nucleus in every {@code every}th, the first included. */
    private static void speak(SpeechTempo tempo, int frames, int every) {
        for (int frame = 0; frame < frames; frame++) {
            if (frame % every == 0) {
                tempo.nucleus(0, 1);
            }
            tempo.accept(true);
        }
    }

    private static void silence(SpeechTempo tempo, int frames) {
        for (int frame = 0; frame < frames; frame++) {
            tempo.accept(false);
        }
    }
}
