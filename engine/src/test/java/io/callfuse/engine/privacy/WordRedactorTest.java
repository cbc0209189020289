package io.callfuse.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WordRedactorTest {
    private static final long WORD_MS = 400;

    private static List<TimedWord> timed(List<String> words) {
        List<TimedWord> timed = new ArrayList<>();
        for (String word : words) {
            long atMs = timed.size() * WORD_MS;
            timed.add(new TimedWord(atMs, atMs + WORD_MS, word, 0.9));
        }
        return timed;
    }

    /** Tells words as recognition might: a few more each time, now and then settled. */
    private static List<Revision> revisions(List<TimedWord> words, Random random) {
        List<Revision> revisions = new ArrayList<>();
        int settled = 0;
        int told = 0;
        while (settled < words.size()) {
            told = Math.min(words.size(), told + 1 + random.nextInt(3));
            int from = random.nextBoolean() ? settled : Math.max(settled, told - 2);
            boolean settles = told == words.size() || random.nextInt(3) == 0;
            int first = settles ? settled : from;
            revisions.add(new Revision(words.get(first).atMs(), words.subList(first, told), settles));
            settled = settles ? told : settled;
        }
        return revisions;
    }

    @Test
    void shouldLeakNothingHoweverRecognitionCutsANumber() {
        SpokenNumbers numbers = new SpokenNumbers(21);
        Random random = new Random(22);
        for (int i = 0; i < 1000; i++) {
            SpokenNumbers.Utterance utterance = numbers.next();
            WordRedactor redactor = new WordRedactor();
            Transcript heard = new Transcript();
            for (Revision revision : revisions(timed(utterance.words()), random)) {
                heard.apply(redactor.hear(revision));
            }
            assertThat(WordRedactor.afterwards(heard.words()).subList(utterance.from(), utterance.to()))
                    .as("of %s", utterance.words())
                    .extracting(TimedWord::word)
                    .containsOnly(NumberRedaction.MASK);
        }
    }

    @Test
    void shouldTakeBackTheBeginningOfANumberWhileItIsNotSettled() {
        WordRedactor redactor = new WordRedactor();
        List<TimedWord> words = timed(List.of("call", "four", "one", "one", "one"));
        Revision first = new Revision(0, words.subList(0, 4), false);
        assertThat(redactor.hear(first)).isSameAs(first);
        Revision second = redactor.hear(new Revision(1600, words.subList(4, 5), false));
        assertThat(second.fromMs()).isEqualTo(400);
        assertThat(second.words()).extracting(TimedWord::word).containsExactly("#", "#", "#", "#");
    }

    @Test
    void shouldHandOnWhatHasNoNumberAsItIs() {
        WordRedactor redactor = new WordRedactor();
        Revision said = new Revision(0, timed(List.of("I", "called", "three", "times")), true);
        assertThat(redactor.hear(said)).isSameAs(said);
    }
}
