package io.callfuse.models.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class InflectionsTest {
    private final Inflections inflections = new Inflections();

    @ParameterizedTest
    @CsvSource({
        "complain,complains complained complaining",
        "try,tries tried trying",
        "charge,charges charged charging",
        "crash,crashes crashed crashing",
        "ship,ships shipped shipping",
        "pay,pays paying",
        "dispute,disputes disputed disputing",
    })
    void shouldKnowTheFormsOfARegularWord(String word, String forms) {
        assertThat(inflections.of(word)).startsWith(word).contains(forms.split(" "));
    }

    @Test
    void shouldTakeIrregularFormsAsTheyAreListed() {
        inflections.addIrregular(List.of("take", "took", "taken"));
        assertThat(inflections.of("take")).containsExactly("take", "took", "taken");
    }
}
