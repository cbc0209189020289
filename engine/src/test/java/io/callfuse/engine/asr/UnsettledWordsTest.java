package io.callfuse.engine.asr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UnsettledWordsTest {
    private static final TimedWord I = new TimedWord(0, 100, "i", 1);
    private static final TimedWord WANT = new TimedWord(100, 300, "want", 1);
    private static final TimedWord WON = new TimedWord(110, 300, "won", 0.4);

    private final UnsettledWords unsettled = new UnsettledWords();

    @Test
    void shouldReplaceWhatWasNotSettledFromATimeOn() {
        assertThat(unsettled.apply(new Revision(0, List.of(I, WON), false))).isEmpty();
        assertThat(unsettled.apply(new Revision(50, List.of(WANT), false))).isEmpty();
        assertThat(unsettled.words()).containsExactly(I, WANT);
    }

    @Test
    void shouldGiveOutSettledWordsOnce() {
        unsettled.apply(new Revision(0, List.of(I, WON), false));
        assertThat(unsettled.apply(new Revision(0, List.of(I, WANT), true))).containsExactly(I, WANT);
        assertThat(unsettled.words()).isEmpty();
        assertThat(unsettled.apply(new Revision(0, List.of(), true))).isEmpty();
    }
}
