package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class G726Test {
    private static final int MISSED = 6000;

    @ParameterizedTest
    @ValueSource(doubles = {300, 820, 1020, 2100, 3000})
    void shouldKeepATone(double hz) {
        short[] tone = LineSignals.tone(hz, -16, 16_000);
        assertThat(LineSignals.snrDb(tone, coded(tone), 4000)).isBetween(30.0, 60.0);
    }

    /** A fixed-point implementation of the recommendation (spandsp 0.0.6) keeps 18.7 and 18.9 dB of these two. */
    @Test
    void shouldKeepAsMuchOfABuzzAndOfNoiseAsTheRecommendationDoes() {
        short[] buzz = LineSignals.voice(40_000);
        short[] noise = LineSignals.noise(-20, 40_000, 3);
        assertThat(LineSignals.snrDb(buzz, coded(buzz), 0)).isCloseTo(18.7, within(0.6));
        assertThat(LineSignals.snrDb(noise, coded(noise), 0)).isCloseTo(18.9, within(0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-50, -40, -30, -20})
    void shouldKeepSpeechOfAnyLevelAboutAsWell(double levelDbfs) {
        short[] buzz = LineSignals.voice(40_000);
        double factor = StrictMath.pow(10, (levelDbfs - LineSignals.levelDbfs(buzz)) / 20);
        for (int i = 0; i < buzz.length; i++) {
            buzz[i] = Amplitude.rounded(buzz[i] * factor);
        }
        assertThat(LineSignals.snrDb(buzz, coded(buzz), 0)).isCloseTo(18.5, within(1.5));
    }

    @Test
    void shouldTurnSilenceIntoTheCodeForNothing() {
        G726 coder = new G726();
        for (int i = 0; i < 1000; i++) {
            assertThat(coder.encode((short) 0)).isEqualTo(15);
        }
        assertThat(coded(new short[1000])).containsOnly(0);
    }

    @Test
    void shouldUseFourBitsAndNeverTheCodeOfZero() {
        G726 coder = new G726();
        boolean[] used = new boolean[16];
        for (short sample : LineSignals.noise(-15, 40_000, 3)) {
            used[coder.encode(sample)] = true;
        }
        assertThat(used[0]).isFalse();
        for (int code = 1; code < 16; code++) {
            assertThat(used[code]).as("code %d", code).isTrue();
        }
    }

    @Test
    void shouldForgetWhatADecoderMissed() {
        short[] sent = LineSignals.voice(80_000);
        G726 coder = new G726();
        G726 first = new G726();
        G726 late = new G726();
        int unlike = 0;
        for (int i = 0; i < sent.length; i++) {
            int code = coder.encode(sent[i]);
            int known = first.decode(code);
            if (i >= MISSED && Math.abs(late.decode(code) - known) > 8 && i >= MISSED + 8000) {
                unlike++;
            }
        }
        assertThat(unlike).isZero();
    }

    @Test
    void shouldRecoverFromANarrowSignalThatChanges() {
        short[] tones = LineSignals.tone(1300, -14, 24_000);
        System.arraycopy(LineSignals.tone(2600, -14, 12_000), 0, tones, 12_000, 12_000);
        assertThat(LineSignals.snrDb(tones, coded(tones), 14_000)).isGreaterThan(20);
    }

    @Test
    void shouldStayInRangeWhateverItIsGiven() {
        G726 decoder = new G726();
        SeededDraws draws = new SeededDraws(1, 0);
        double loudest = 0;
        for (int i = 0; i < 100_000; i++) {
            loudest = Math.max(loudest, Math.abs(decoder.decode(draws.below(16))));
        }
        assertThat(loudest).isGreaterThan(1000);
        short[] square = new short[8000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        assertThat(LineSignals.snrDb(square, coded(square), 2000)).isGreaterThan(10);
    }

    private static short[] coded(short[] samples) {
        short[] coded = samples.clone();
        G726.code(coded);
        return coded;
    }
}
