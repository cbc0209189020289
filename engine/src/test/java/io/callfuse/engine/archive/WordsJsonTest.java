package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.scoring.lexical.HeardSubtext;
import io.callfuse.engine.scoring.lexical.LexicalHit;
import io.callfuse.engine.scoring.lexical.StoryNode;
import io.callfuse.engine.scoring.lexical.UnderstoodCall;
import io.callfuse.engine.scoring.lexical.WordEvidence;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.Need;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WordsJsonTest {
    private static final WordEvidence EVIDENCE = new WordEvidence(
            Optional.of("billing"),
            Optional.of(
                    new Need("anger + billing", 3, "to see the money corrected", List.of("correct it", "say when"))),
            List.of(new HeardSubtext("repetition", 0.805, 9000)),
            List.of(new LexicalHit("anger", "\"liars\"", 0.9, 0.75, 8000)));
    private static final String EVIDENCE_JSON =
            """
            "topic":"billing",\
            "need":{"said":"anger + billing","need":"to see the money corrected","offers":["correct it","say when"]},\
            "subtexts":[{"atMs":9000,"name":"repetition","probability":0.81}],\
            "hits":[{"atMs":8000,"label":"anger","what":"\\"liars\\"","weight":0.90,"confidence":0.75}]""";

    @Test
    void shouldTellWhatWordsShowedAtAMoment() {
        JsonLine line = new JsonLine();
        WordsJson.moment(EVIDENCE, line);
        assertThat(line.finish()).isEqualTo("{\"words\":{" + EVIDENCE_JSON + "}}");
    }

    @Test
    void shouldTellWhatWasUnderstoodOfACallOnThreeAxes() {
        UnderstoodCall call = new UnderstoodCall(
                Language.CHINESE,
                new UnderstoodCall.SpokenRate(240.4, 310),
                EVIDENCE,
                List.of(new StoryNode(1000, 7000, "billing", "退款", 0.7)),
                List.of(),
                List.of(new StoryNode(9000, 9000, "把钱拿回来", "", 1)));
        JsonLine line = new JsonLine();
        WordsJson.understood(Optional.of(call), line);
        assertThat(line.finish())
                .isEqualTo("{\"understood\":{\"language\":\"zh\","
                        + "\"rate\":{\"unit\":\"characters\",\"firstPerMinute\":240,\"maxPerMinute\":310},"
                        + EVIDENCE_JSON
                        + ",\"story\":{\"problem\":[{\"atMs\":1000,\"endMs\":7000,\"label\":\"billing\","
                        + "\"what\":\"退款\",\"evidence\":0.70}],\"emotion\":[],"
                        + "\"need\":[{\"atMs\":9000,\"endMs\":9000,\"label\":\"把钱拿回来\",\"what\":\"\","
                        + "\"evidence\":1.00}]}}}");
    }

    @Test
    void shouldSayNullWhereNoWordSaidAnything() {
        JsonLine line = new JsonLine();
        WordsJson.understood(Optional.empty(), line);
        WordsJson.moment(WordEvidence.NONE, line);
        assertThat(line.finish()).isEqualTo("{\"understood\":null,\"words\":null}");
    }

    @Test
    void shouldSayNullForWhatIsNotKnown() {
        JsonLine line = new JsonLine();
        WordsJson.moment(
                new WordEvidence(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(new LexicalHit("relief", "great", 0.5, 1, 10))),
                line);
        assertThat(line.finish()).startsWith("{\"words\":{\"topic\":null,\"need\":null,\"subtexts\":[],\"hits\":[{");
    }
}
