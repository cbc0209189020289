package io.callfuse.engine.asr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TranscriptTest {
    private final Transcript transcript = new Transcript();

    @Test
    void shouldShowSettledAndUnsettledWordsInTheOrderInWhichTheyWereSaid() {
        transcript.apply(new Revision(0, List.of(word(0, "i"), word(200, "won")), false));
        transcript.apply(new Revision(0, List.of(word(0, "i"), word(200, "want")), true));
        transcript.apply(new Revision(400, List.of(word(500, "the")), false));
        assertThat(transcript.words()).containsExactly(word(0, "i"), word(200, "want"), word(500, "the"));
    }

    @Test
    void shouldNotGrowForEver() {
        for (int i = 0; i < Transcript.CAPACITY + 10; i++) {
            transcript.apply(new Revision(i * 10L, List.of(word(i * 10L, "no")), true));
        }
        assertThat(transcript.words()).hasSize(Transcript.CAPACITY);
        assertThat(transcript.left()).isEqualTo(10);
    }

    private static TimedWord word(long atMs, String text) {
        return new TimedWord(atMs, atMs + 100, text, 1);
    }
}
