package io.callfuse.engine.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.lexical.LexicalReading;
import io.callfuse.engine.scoring.lexical.LexicalScorer;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WordFusionTest {
    private static final LanguageModel ENGLISH = LanguageModel.embedded(Language.ENGLISH);
    private static final double ANCHOR = 75;

    private final LexicalScorer scorer = new LexicalScorer(ENGLISH);
    private final LexicalReading reading = new LexicalReading();
    private final WordFusion fusion = new WordFusion();
    private long nowMs;

    private LexicalReading say(String text) {
        for (String word : text.split(" ")) {
            scorer.accept(new TimedWord(nowMs, nowMs + 300, word, 1));
            nowMs += 300;
        }
        scorer.read(nowMs, 1, reading);
        return reading;
    }

    @Test
    void shouldLeaveTheAcousticScoreAsItIsWithoutWords() {
        Random random = new Random(1);
        say("my number is zero three eight");
        for (int i = 0; i < 1000; i++) {
            double acoustic = 100 * random.nextDouble();
            assertThat(fusion.fuse(acoustic, reading)).isEqualTo(acoustic);
            assertThat(fusion.shift()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fuck", "furious", "lawyer", "help", "fuck fuck fuck you bloody liar I am furious I will sue you"
            })
    void shouldNotTripOnOneShoutedMoment(String words) {
        say(words);
        for (double acoustic = 0; acoustic < 65; acoustic += 0.5) {
            assertThat(fusion.fuse(acoustic, reading)).isBetween(acoustic, ANCHOR);
        }
    }

    @Test
    void shouldLiftAColdVoiceWhoseWordsGoOn() {
        for (String text : new String[] {
            "this is completely unacceptable",
            "I am suing you",
            "you are all liars",
            "I am furious",
            "cancel my contract now"
        }) {
            say(text);
            nowMs += 4000;
        }
        assertThat(fusion.fuse(50, reading)).isGreaterThan(ANCHOR);
        assertThat(fusion.fuse(20, reading)).isLessThan(ANCHOR);
    }

    @Test
    void shouldNotLetAPoliteSentenceSilenceAShoutingVoice() {
        say("thank you so much please you are so kind oh thank god it is working again I am so relieved");
        for (double acoustic = ANCHOR; acoustic < 100; acoustic += 0.25) {
            assertThat(fusion.fuse(acoustic, reading)).isEqualTo(acoustic);
        }
        assertThat(fusion.fuse(40, reading)).isBetween(25.0, 40.0);
    }

    @Test
    void shouldNeverPutAHigherVoiceBelowALowerOne() {
        for (String text : new String[] {"thank you please I am relieved", "I am furious", "this is outrageous"}) {
            say(text);
            nowMs += 2000;
            double before = 0;
            for (double acoustic = 0; acoustic <= 100; acoustic += 0.1) {
                double fused = fusion.fuse(acoustic, reading);
                assertThat(fused).isBetween(before, 100.0);
                before = fused;
            }
        }
    }

    @Test
    void shouldLeaveAScoreAloneThatIsNoNumber() {
        say("furious");
        assertThat(fusion.fuse(0, reading)).isZero();
        assertThat(fusion.fuse(100, reading)).isEqualTo(100);
    }
}
