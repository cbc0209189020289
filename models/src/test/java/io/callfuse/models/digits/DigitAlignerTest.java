package io.callfuse.models.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DigitAlignerTest {
    private static final int SAMPLES = 240;
    private static final List<DigitUtterance.Spoken> TWO_SIX = List.of(word(2, 3, 9), word(6, 12, 20));

    @Test
    void shouldSpreadAWordsStatesOverItsLoudPart() {
        int[] labels = DigitAligner.even(List.of(word(2, 3, 9)), 12);
        int first = DigitVocabulary.output(2, 0);
        assertThat(labels).containsExactly(0, 0, 0, first, first, first + 1, first + 1, first + 2, first + 2, 0, 0, 0);
    }

    @Test
    void shouldFollowTheLikeliestOutputs() {
        int[] truth = DigitAligner.even(TWO_SIX, 24);
        float[][] scores = noise(24, 7);
        for (int t = 0; t < truth.length; t++) {
            scores[t][truth[t]] += 20;
        }
        assertThat(DigitAligner.likeliest(TWO_SIX, scores, 0, 24)).isEqualTo(truth);
    }

    @Test
    void shouldSayEveryStateInItsOrderWhateverTheScores() {
        for (long seed = 0; seed < 50; seed++) {
            int[] labels = DigitAligner.likeliest(TWO_SIX, noise(30, seed), 4, 24);
            int[] spoken =
                    Arrays.stream(labels).filter(label -> label > 0).distinct().toArray();
            assertThat(spoken)
                    .containsExactly(
                            DigitVocabulary.output(2, 0),
                            DigitVocabulary.output(2, 1),
                            DigitVocabulary.output(2, 2),
                            DigitVocabulary.output(6, 0),
                            DigitVocabulary.output(6, 1),
                            DigitVocabulary.output(6, 2),
                            DigitVocabulary.output(6, 3));
        }
    }

    @Test
    void shouldKeepWordsFromSwallowingPauses() {
        float[][] scores = new float[24][DigitVocabulary.outputs()];
        for (float[] now : scores) {
            now[DigitVocabulary.SILENCE] = -50;
        }
        int[] labels = DigitAligner.likeliest(TWO_SIX, scores, 0, 24);
        assertThat(Arrays.copyOf(labels, 2)).containsOnly(0);
        assertThat(Arrays.copyOfRange(labels, 22, 24)).containsOnly(0);
    }

    @Test
    void shouldKnowNothingWhereWordsFindNoRoom() {
        List<DigitUtterance.Spoken> tooShort = List.of(word(7, 1, 2));
        assertThat(DigitAligner.likeliest(tooShort, noise(3, 1), 0, 3)).containsOnly(-1);
    }

    @Test
    void shouldHearSilenceWhereNothingIsSaid() {
        assertThat(DigitAligner.likeliest(List.of(), noise(9, 1), 0, 9)).containsOnly(0);
    }

    private static DigitUtterance.Spoken word(int word, int from, int end) {
        return new DigitUtterance.Spoken(word, new LoudPart(from * SAMPLES, end * SAMPLES));
    }

    private static float[][] noise(int count, long seed) {
        Random random = new Random(seed);
        float[][] scores = new float[count][DigitVocabulary.outputs()];
        for (float[] now : scores) {
            for (int k = 0; k < now.length; k++) {
                now[k] = -5 * random.nextFloat();
            }
        }
        return scores;
    }
}
