package io.callfuse.models.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DecodingGraphTest {
    @TempDir
    Path folder;

    private WrittenModel model;

    @BeforeEach
    void write() throws IOException {
        DigitModel.unpackTo(folder);
        double[] stays = new double[DigitVocabulary.outputs()];
        Arrays.fill(stays, 0.75);
        new DecodingGraph(stays).write(folder.resolve(DigitModelFolder.GRAPH));
        model = new WrittenModel(folder);
    }

    @Test
    void shouldHaveAStateForEachPhoneOfEachWordAndLetEveryWordEnd() {
        int phones = 0;
        for (int word = 0; word < DigitVocabulary.WORDS.size(); word++) {
            phones += DigitVocabulary.phonesOf(word).size();
        }
        assertThat(model.states).hasSize(3 + phones);
        assertThat(model.finals.subList(0, 2)).containsOnly(0f);
        assertThat(model.finals.subList(2, model.finals.size())).containsOnly(Float.POSITIVE_INFINITY);
    }

    @Test
    void shouldStayAsLongAsTold() {
        long loops = model.states.stream()
                .flatMap(List::stream)
                .filter(arc -> arc.input() % 2 == 1)
                .peek(arc -> assertThat((double) arc.cost()).isCloseTo(-Math.log(0.75), within(1e-6)))
                .count();
        assertThat(loops).isEqualTo(model.states.size() - 2);
    }

    @Test
    void shouldFindAWordByItsOutputs() {
        for (int word = 0; word < DigitVocabulary.UNKNOWN; word++) {
            int states = DigitVocabulary.phonesOf(word).size();
            double[][] likelihoods = new double[3 * states][DigitVocabulary.outputs()];
            for (int t = 0; t < likelihoods.length; t++) {
                likelihoods[t][DigitVocabulary.output(word, t / 3)] = 40;
            }
            assertThat(BestPath.of(model, likelihoods).words()).isEqualTo(DigitVocabulary.WORDS.get(word));
        }
    }

    @Test
    void shouldHearNothingInSilence() {
        double[][] likelihoods = new double[20][DigitVocabulary.outputs()];
        for (double[] now : likelihoods) {
            now[DigitVocabulary.SILENCE] = 10;
        }
        assertThat(BestPath.of(model, likelihoods).words()).isEmpty();
    }

    @Test
    void shouldTellKaldiWhereWordsBeginAndEnd() {
        for (int word = 0; word < DigitVocabulary.WORDS.size(); word++) {
            List<Integer> phones = DigitVocabulary.phonesOf(word);
            for (int i = 0; i < phones.size(); i++) {
                String place = i == 0 ? "begin" : i == phones.size() - 1 ? "end" : "internal";
                assertThat(DigitVocabulary.phones().get(phones.get(i) - 1).place())
                        .isEqualTo(place);
            }
        }
        assertThat(DigitVocabulary.phones().get(0)).isEqualTo(new DigitVocabulary.Phone("nonword", 0));
    }
}
