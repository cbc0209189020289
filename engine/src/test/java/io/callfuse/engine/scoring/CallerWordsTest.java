package io.callfuse.engine.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.lexical.UnderstoodCall;
import io.callfuse.engine.scoring.lexical.WordEvidence;
import io.callfuse.models.language.Languages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallerWordsTest {
    private static final long WORD_MS = 300;

    private final CallerWords words = new CallerWords(Languages.embedded());
    private final EmotionScore score = new EmotionScore();

    @Test
    void shouldBeAsIfAPartialWordHadNeverBeenSaidOnceItBecameAnother() {
        words.hear(partial("i", "will", "cancel", "my", "contract", "and", "want", "my", "money", "back"));
        double moved = scoreAt(3000);
        assertThat(moved).isGreaterThan(50);
        assertThat(words.topic()).isPresent();
        assertThat(words.evidence(3000).isEmpty()).isFalse();

        words.hear(settled("i", "will", "ask", "the", "council"));
        assertThat(scoreAt(4000)).isEqualTo(50);
        assertThat(words.topic()).isEmpty();
        assertThat(words.evidence(4000)).isEqualTo(WordEvidence.NONE);
        words.end(5000, Double.NaN);
        assertThat(words.understood()).hasValueSatisfying(CallerWordsTest::isBlank);
    }

    @Test
    void shouldRememberWhatWasSettledWhenLaterPartialWordsBecomeOthers() {
        words.hear(settled("my", "parcel", "never", "arrived"));
        scoreAt(3000);
        assertThat(words.topic()).contains("delivery");
        words.hear(new Revision(10_000, said(10_000, "cancel", "my", "contract", "now"), false));
        scoreAt(12_000);
        words.hear(new Revision(10_000, said(10_000, "council", "contacts"), true));
        scoreAt(13_000);
        assertThat(words.topic()).contains("delivery");
        words.end(14_000, Double.NaN);
        assertThat(words.understood()).hasValueSatisfying(call -> {
            assertThat(call.evidence().topic()).contains("delivery");
            assertThat(call.evidence().hits()).extracting("label").doesNotContain("threat", "contract");
        });
    }

    @Test
    void shouldTellANeedOfWordsThatNobodyEverSettledWhenTheCallEnds() {
        words.hear(partial("let", "me", "speak", "to", "a", "human", "please"));
        scoreAt(3000);
        words.end(3000, Double.NaN);
        assertThat(words.understood().orElseThrow().need()).hasSize(1);
    }

    private static void isBlank(UnderstoodCall call) {
        assertThat(call.evidence()).isEqualTo(WordEvidence.NONE);
        assertThat(call.problem()).isEmpty();
        assertThat(call.emotion()).isEmpty();
        assertThat(call.need()).isEmpty();
    }

    private double scoreAt(long nowMs) {
        score.say(50, Emotion.NEUTRAL, 0.9);
        words.move(score, nowMs, Double.NaN);
        return score.score();
    }

    private static Revision partial(String... said) {
        return new Revision(0, said(0, said), false);
    }

    private static Revision settled(String... said) {
        return new Revision(0, said(0, said), true);
    }

    private static List<TimedWord> said(long atMs, String... words) {
        List<TimedWord> said = new ArrayList<>();
        for (int w = 0; w < words.length; w++) {
            said.add(new TimedWord(atMs + w * WORD_MS, atMs + (w + 1) * WORD_MS, words[w], 1));
        }
        return said;
    }
}
