package io.callfuse.engine.cli.digits;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.TimedWord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DigitRowTest {
    private static final List<TimedWord> SAID = List.of(word(1000, "one"), word(1500, "two"), word(2000, "three"));

    @Test
    void shouldPutBesideEachDigitWhatWasHeardOfIt() {
        List<DigitRow> rows = DigitRow.align(SAID, List.of(word(1050, "one"), word(1480, "two"), word(2010, "tree")));
        assertThat(rows).extracting(DigitRow::isRight).containsExactly(true, true, false);
    }

    @Test
    void shouldTellWhatWasMissedAndWhatNobodySaid() {
        List<DigitRow> rows = DigitRow.align(
                SAID, List.of(word(200, "nine"), word(1000, "one"), word(2000, "three"), word(4000, "six")));
        assertThat(rows)
                .extracting(row -> row.said().map(TimedWord::word).orElse("-") + "/"
                        + row.heard().map(TimedWord::word).orElse("-"))
                .containsExactly("-/nine", "one/one", "two/-", "three/three", "-/six");
    }

    private static TimedWord word(long atMs, String word) {
        return new TimedWord(atMs, atMs + 300, word, 1);
    }
}
