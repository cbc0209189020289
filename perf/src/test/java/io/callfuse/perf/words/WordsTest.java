package io.callfuse.perf.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.lexical.LexicalReading;
import io.callfuse.engine.scoring.lexical.LexicalScorer;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WordsTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void shouldCountWhatWasHeardRightlyWronglyAndNotAtAll() throws IOException {
        Path file = directory.resolve("s.tsv");
        Files.writeString(
                file,
                "id\ttext\tcategories\tsubtext\ttopics\n1\tI am furious\tanger\t-\tcomplaint\n"
                        + "2\tI am furious\t-\t-\tcomplaint\n3\tmy name is Smith\tanger\t-\t-\n");
        new SentenceFigures(out, true).print(file);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("s.tsv: 3 sentences, en")
                .containsPattern("anger +2 +50\\.0 % .* 1/2 +50\\.0 % .* 1/2")
                .contains("EXTRA anger        2  I am furious [furious]")
                .contains("miss anger        3  my name is Smith []");
    }

    @Test
    void shouldNameTheLineOrTheSentenceThatIsWrong() throws IOException {
        Path file = directory.resolve("s.tsv");
        Files.writeString(file, "1\thello\t-\t-\n");
        assertThatThrownBy(() -> new SentenceFigures(out, false).print(file))
                .hasMessageEndingWith(":1: has 4 columns, not 5");
        Files.writeString(file, "1\thello\tjoy\t-\t-\n");
        assertThatThrownBy(() -> new SentenceFigures(out, false).print(file))
                .hasMessageEndingWith("sentence 1: there is no label 'joy'");
    }

    @Test
    void shouldTakeTheOneWhoDoesNotTalkLikeAnAgentForTheCaller() throws Exception {
        Path file = directory.resolve("call.words.json");
        Files.writeString(
                file,
                "[" + word("A", "how", 0) + "," + word("A", "can", 1) + "," + word("A", "i", 2) + ","
                        + word("A", "help", 3) + "," + word("B", "hello", 4) + "]");
        TranscribedCall call = TranscribedCall.read(file);
        assertThat(call.callerIsB()).isTrue();
        assertThat(call.words()).extracting(TimedWord::word).containsExactly("hello");
    }

    @Test
    void shouldRaiseAnAlarmAtWordsOfUpsetCallersAlone() {
        LanguageModel english = LanguageModel.embedded(Language.ENGLISH);
        TranscriptAlarms alarms = new TranscriptAlarms(out);
        assertThat(alarms.print("calm", spoken("hello i would like to book a table please thank you"), english))
                .isZero();
        assertThat(alarms.print("angry", spoken("this is outrageous i am furious"), english))
                .isPositive();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("ALARM angry")
                .doesNotContain("ALARM calm");
    }

    @Test
    void shouldHoldNoMoreOfALongCallThanOfAShortOne() {
        LanguageModel english = LanguageModel.embedded(Language.ENGLISH);
        List<String> words = new ArrayList<>();
        english.examples()
                .forEach(example -> words.addAll(List.of(example.sentence().split(" "))));
        LexicalScorer scorer = new LexicalScorer(english);
        LexicalReading reading = new LexicalReading();
        int hits = 0;
        for (int w = 0; w < 60_000; w++) {
            scorer.accept(new TimedWord(w * 300L, w * 300L + 300, words.get(w % words.size()), 1));
            scorer.read(w * 300L + 300, 1, reading);
            if (w == 20_000) {
                hits = scorer.evidence().size();
            }
        }
        assertThat(scorer.evidence().size()).isLessThan(hits + 20);
    }

    private static String word(String speaker, String word, int second) {
        return "{\"speaker\":\"" + speaker + "\",\"word\":\"" + word + "\",\"start\":" + second + ",\"end\":"
                + (second + 1) + "}";
    }

    private static List<TimedWord> spoken(String text) {
        List<TimedWord> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            words.add(new TimedWord(words.size() * 300L, words.size() * 300L + 300, word, 1));
        }
        return words;
    }
}
