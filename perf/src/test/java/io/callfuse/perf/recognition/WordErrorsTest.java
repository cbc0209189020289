package io.callfuse.perf.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WordErrorsTest {
    private static final List<String> SAID = List.of("one", "two", "three", "four");

    @Test
    void shouldCountSubstitutionsDeletionsAndInsertions() {
        assertThat(errors("one", "two", "three", "four")).isZero();
        assertThat(errors("one", "six", "three", "four")).isEqualTo(1);
        assertThat(errors("one", "three", "four")).isEqualTo(1);
        assertThat(errors("one", "two", "two", "three", "four")).isEqualTo(1);
        assertThat(errors("two", "three", "four", "five")).isEqualTo(2);
        assertThat(errors()).isEqualTo(4);
    }

    @Test
    void shouldAddUpOverNumbers() {
        WordErrors sum = WordErrors.between(SAID, SAID).plus(WordErrors.between(SAID, List.of()));
        assertThat(sum.ratePercent()).isEqualTo(50);
    }

    private static int errors(String... heard) {
        return WordErrors.between(SAID, List.of(heard)).errors();
    }
}
