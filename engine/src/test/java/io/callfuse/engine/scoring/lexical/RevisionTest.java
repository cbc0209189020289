package io.callfuse.engine.scoring.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.models.language.LexicalCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RevisionTest {
    private static final String[] WORDS =
            ("i am not very angry furious cancel my contract again and but he said please thank you"
                            + " the third time no problem right now refund never mind i will sue you damn it still does not work")
                    .split(" ");

    @Test
    void shouldBeAsIfThePartialWordsHadNeverBeenSaid() {
        Random random = new Random(7);
        Talk clean = new Talk(Talk.ENGLISH);
        Talk revised = new Talk(Talk.ENGLISH);
        for (int sentence = 0; sentence < 300; sentence++) {
            List<TimedWord> words = clean.words(sentence(random));
            long fromMs = words.get(0).atMs();
            revised.nowMs = fromMs;
            for (int partial = 0; partial < random.nextInt(3); partial++) {
                revised.words(sentence(random)).forEach(revised.scorer::accept);
                revised.scorer.revise(fromMs);
                revised.nowMs = fromMs;
            }
            words.forEach(clean.scorer::accept);
            words.forEach(revised.scorer::accept);
            clean.scorer.read(clean.nowMs, 1, clean.reading);
            revised.scorer.read(clean.nowMs, 1, revised.reading);
            for (LexicalCategory category : LexicalCategory.values()) {
                assertThat(revised.reading.strength(category))
                        .as("sentence %d, %s", sentence, category)
                        .isCloseTo(clean.reading.strength(category), within(1e-9));
            }
            assertThat(revised.reading.need()).isEqualTo(clean.reading.need());
            assertThat(revised.reading.upsetMoments()).isEqualTo(clean.reading.upsetMoments());
        }
        assertThat(revised.scorer.evidence()).isEqualTo(clean.scorer.evidence());
        clean.scorer.end();
        revised.scorer.end();
        for (Axis axis : List.of(Axis.PROBLEM, Axis.EMOTION)) {
            assertThat(revised.scorer.story().nodes(axis))
                    .isEqualTo(clean.scorer.story().nodes(axis));
        }
    }

    @Test
    void shouldHearALongSentenceOnceHoweverOftenItIsRevised() {
        String sentence = "I am furious " + "and this is the number of it ".repeat(12) + "I will sue you";
        Talk once = new Talk(Talk.ENGLISH).say(sentence);
        Talk often = new Talk(Talk.ENGLISH);
        List<TimedWord> words = often.words(sentence);
        for (int said = 1; said <= words.size(); said++) {
            often.scorer.revise(0);
            words.subList(0, said).forEach(often.scorer::accept);
        }
        often.scorer.read(once.nowMs, 1, often.reading);
        assertThat(words).hasSizeGreaterThan(TokenWindow.CAPACITY);
        assertThat(often.scorer.evidence()).isEqualTo(once.scorer.evidence());
        assertThat(often.reading.upsetMoments()).isEqualTo(once.reading.upsetMoments());
        for (LexicalCategory category : LexicalCategory.values()) {
            assertThat(often.reading.strength(category)).isCloseTo(once.reading.strength(category), within(1e-9));
        }
    }

    @Test
    void shouldTakeBackADenialWithItsWords() {
        Talk talk = new Talk(Talk.ENGLISH).say("I am furious");
        talk.scorer.revise(600);
        talk.scorer.read(900, 1, talk.reading);
        assertThat(talk.reading.isEmpty()).isTrue();
        talk.nowMs = 600;
        talk.say("fine");
        assertThat(talk.categories()).doesNotContain("anger");
    }

    @Test
    void shouldRestoreWhatATakenBackWordHadCancelled() {
        Talk talk = new Talk(Talk.CHINESE).say("气死");
        assertThat(talk.labels()).contains("anger");
        talk.scorer.revise(talk.nowMs);
        assertThat(talk.say("我了").labels()).contains("anger");
    }

    private static String sentence(Random random) {
        List<String> words = new ArrayList<>();
        int count = 1 + random.nextInt(9);
        for (int w = 0; w < count; w++) {
            words.add(WORDS[random.nextInt(WORDS.length)]);
        }
        return String.join(" ", words);
    }
}
