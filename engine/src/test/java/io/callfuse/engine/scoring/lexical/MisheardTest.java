package io.callfuse.engine.scoring.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Words as recognition writes them, with its errors. */
@Timeout(60)
class MisheardTest {
    @TestFactory
    List<DynamicTest> shouldHearWhatWasMeantInWordsThatWereRecognisedWrongly() throws IOException {
        List<String[]> pairs = lines("misheard-en.tsv", "misheard-zh.tsv");
        assertThat(pairs).hasSizeGreaterThanOrEqualTo(60);
        return pairs.stream()
                .map(pair -> DynamicTest.dynamicTest(pair[2], () -> {
                    assertThat(Talk.of(pair[1]).labels()).as(pair[1]).contains(pair[0]);
                    assertThat(Talk.of(pair[2]).labels()).as(pair[2]).contains(pair[0]);
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> shouldNotTakeOrdinaryWordsForOursBecauseTheySoundAlike() throws IOException {
        List<String[]> sentences = lines("not-misheard-en.tsv", "not-misheard-zh.tsv");
        assertThat(sentences).hasSizeGreaterThanOrEqualTo(60);
        return sentences.stream()
                .map(sentence -> DynamicTest.dynamicTest(
                        sentence[1],
                        () -> assertThat(Talk.of(sentence[1]).labels()).doesNotContain(sentence[0])))
                .toList();
    }

    @Test
    void shouldBelieveAWordCutInTwoLessAndTakeItBackWithItsSecondHalf() {
        Talk talk = Talk.of("this is un acceptable");
        Talk whole = Talk.of("this is unacceptable");
        assertThat(talk.scorer.evidence()).extracting(LexicalHit::what).contains("un acceptable");
        assertThat(talk.scorer.evidence().get(0).confidence()).isEqualTo(0.85);
        assertThat(whole.scorer.evidence().get(0).confidence()).isEqualTo(1);
        talk.scorer.revise(talk.nowMs - 300);
        assertThat(talk.scorer.evidence()).isEmpty();
    }

    @Test
    void shouldNotJoinWordsAcrossAPause() {
        Talk talk = new Talk(Talk.ENGLISH).say("my name is un").pause(2000).say("acceptable");
        assertThat(talk.labels()).doesNotContain("frustration", "anger");
    }

    private static List<String[]> lines(String... files) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String file : files) {
            try (InputStream in = MisheardTest.class.getResourceAsStream(file)) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .toList();
    }
}
