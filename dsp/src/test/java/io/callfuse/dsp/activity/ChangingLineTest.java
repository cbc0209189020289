package io.callfuse.dsp.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line does over a whole call: it howls, it goes on hold with noise and comes back, its level changes. */
@Timeout(60)
class ChangingLineTest {
    private static final int HOLD = 30 * 8000;
    private static final int TALK = 12 * 8000;
    private static final int FRAME = 160;
    /** The detector has got used to another line after a second. */
    private static final int MENDED_FRAMES = 50;
    /** So long before a voice begins its frames may count as his: it is judged with hindsight. */
    private static final int AHEAD_FRAMES = 10;

    @ParameterizedTest
    @ValueSource(doubles = {-45, -35, -25, -15, -10})
    void shouldHearNobodyInTheHowlerOfAReceiverLeftOffHook(double levelDbfs) {
        float[] howler = new float[TALK];
        for (double hz : new double[] {1400, 2060, 2450, 2600}) {
            ListenedSounds.add(howler, Signals.sine(hz, 0.1, TALK));
        }
        ListenedSounds.atLevel(ListenedSounds.gated(howler, 0.1, 0.1), levelDbfs);
        ListenedSounds.add(howler, Signals.noise(2, 0.0003, TALK));
        assertThat(ListenedSounds.speechShare(howler)).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-45, -25, -10})
    void shouldHearNobodyInASiren(double levelDbfs) {
        float[] siren = swept(800, 2500, 0.5);
        ListenedSounds.atLevel(siren, levelDbfs);
        ListenedSounds.add(siren, Signals.noise(2, 0.0003, TALK));
        assertThat(ListenedSounds.speechShare(siren)).isLessThan(0.01);
    }

    @ParameterizedTest
    @CsvSource({"-35, -30", "-35, -20", "-45, -40", "-25, -15"})
    void shouldHearTheVoiceAgainAfterANoisyHold(double noiseDbfs, double voiceDbfs) {
        float[] call = Arrays.copyOf(ListenedSounds.atLevel(Signals.noise(21, 0.1, HOLD), noiseDbfs), HOLD + TALK);
        System.arraycopy(ListenedSounds.atLevel(voice(), voiceDbfs), 0, call, HOLD, TALK);
        ListenedSounds.add(call, Signals.noise(22, 0.0003, call.length));

        boolean[] speech = ListenedSounds.verdicts(call);

        assertThat(ListenedSounds.share(speech, 0, HOLD / FRAME - AHEAD_FRAMES)).isLessThan(0.005);
        assertThat(ListenedSounds.share(speech, HOLD / FRAME + MENDED_FRAMES, speech.length))
                .isGreaterThan(0.9);
    }

    @ParameterizedTest
    @CsvSource({"-50, -20", "-45, -25", "-35, -20"})
    void shouldHearTheVoiceWhenTheLineBecomesNoisyBehindIt(double noiseDbfs, double voiceDbfs) {
        float[] call = new float[2 * HOLD];
        System.arraycopy(ListenedSounds.atLevel(Signals.noise(23, 0.1, HOLD), noiseDbfs), 0, call, HOLD, HOLD);
        for (int at = 0; at < call.length; at += 2 * TALK) {
            addAt(call, at, ListenedSounds.atLevel(voice(), voiceDbfs));
        }
        ListenedSounds.add(call, Signals.noise(24, 0.0003, call.length));

        boolean[] speech = ListenedSounds.verdicts(call);

        assertThat(ListenedSounds.share(speech, 2 * TALK / FRAME, 3 * TALK / FRAME))
                .as("noise comes under the voice")
                .isGreaterThan(0.9);
        assertThat(ListenedSounds.share(speech, 3 * TALK / FRAME + MENDED_FRAMES, 4 * TALK / FRAME - AHEAD_FRAMES))
                .as("pause")
                .isLessThan(0.02);
        assertThat(ListenedSounds.share(speech, 4 * TALK / FRAME, 5 * TALK / FRAME))
                .as("voice in noise")
                .isGreaterThan(0.9);
    }

    @Test
    void shouldHearTheVoiceAtEveryLevelOneAfterTheOther() {
        double[] levelsDbfs = {-10, -45, -20, -40, -10};
        float[] call = new float[levelsDbfs.length * 2 * TALK];
        for (int i = 0; i < levelsDbfs.length; i++) {
            addAt(call, i * 2 * TALK, ListenedSounds.atLevel(voice(), levelsDbfs[i]));
        }
        ListenedSounds.add(call, Signals.noise(25, 0.0003, call.length));

        boolean[] speech = ListenedSounds.verdicts(call);

        for (int i = 0; i < levelsDbfs.length; i++) {
            int from = i * 2 * TALK / FRAME;
            assertThat(ListenedSounds.share(speech, from + MENDED_FRAMES, from + TALK / FRAME))
                    .as("at %s dBFS", levelsDbfs[i])
                    .isGreaterThan(0.9);
        }
    }

    private static float[] voice() {
        return Signals.syllables(140, 4, 0.4, TALK);
    }

    private static void addAt(float[] call, int at, float[] voice) {
        for (int i = 0; i < voice.length && at + i < call.length; i++) {
            call[at + i] += voice[i];
        }
    }

    /** A tone that rises from one frequency to another and starts again. */
    private static float[] swept(double fromHz, double toHz, double seconds) {
        float[] signal = new float[TALK];
        double phase = 0;
        for (int i = 0; i < TALK; i++) {
            double place = i / Signals.RATE_HZ / seconds % 1;
            phase += (fromHz + place * (toHz - fromHz)) / Signals.RATE_HZ;
            signal[i] = (float) (0.1 * StrictMath.sin(2 * Math.PI * phase));
        }
        return signal;
    }
}
