package io.callfuse.models.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SyllablesTest {
    @ParameterizedTest
    @CsvSource({
        "refund, 2",
        "charge, 1",
        "table, 2",
        "I, 1",
        "the, 1",
        "unacceptable, 5",
        "Internet, 3",
        "hmm, 1",
        "投诉, 2",
        "我, 1",
        "app打不开, 4"
    })
    void shouldCountRoughlyAsPeopleDo(String word, int syllables) {
        assertThat(Syllables.of(word)).isEqualTo(syllables);
    }
}
