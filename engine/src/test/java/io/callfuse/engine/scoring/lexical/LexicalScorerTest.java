package io.callfuse.engine.scoring.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.models.language.Labels;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LexicalScorerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am furious|anger",
                "it still doesn't work|frustration",
                "I'm cancelling my contract|threat",
                "I'm so scared, I don't know what to do|distress",
                "I need it right now|urgency",
                "you bloody idiot|profanity",
                "thank you very much|politeness",
                "oh thank god, it is working again|relief",
                "我非常生气|anger",
                "烦死了|frustration",
                "我要投诉你们|threat",
                "我好害怕|distress",
                "请立刻处理|urgency",
                "你这个混蛋|profanity",
                "麻烦您了|politeness",
                "终于修好了|relief",
                "我要投訴你們|threat",
                "氣死我了|anger",
            })
    void shouldHearEachCategoryInBothLanguages(String text, String category) {
        assertThat(Talk.of(text).labels()).contains(category);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am not angry at all",
                "I wouldn't say I was frustrated",
                "my neighbour is furious",
                "he said he would sue them",
                "what happens if I cancel my contract",
                "the battery is dead",
                "I would kill for a coffee",
                "I was off sick on Monday",
                "the deadline for the form is Friday",
                "我没有生气",
                "我不是来投诉的",
                "我邻居特别生气",
                "电脑死机了",
                "今天气温三十度",
                "我买了一张火车票",
                "我要算了一下总数",
                "怎么取消自动续费",
            })
    void shouldNotHearWhatIsDeniedReportedOrMeansSomethingElse(String text) {
        assertThat(Talk.of(text).categories())
                .doesNotContain("anger", "frustration", "threat", "distress", "profanity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"I can't stand this", "not only am I furious", "受不了了", "我不满意你们的服务"})
    void shouldHearWhatANegationIsPartOf(String text) {
        assertThat(Talk.of(text).categories()).containsAnyOf("anger", "frustration");
    }

    @Test
    void shouldEndADenialAtBut() {
        assertThat(Talk.of("I was not angry but now I am furious").labels()).contains("anger");
    }

    @Test
    void shouldWeighIntensifiedWordsMore() {
        double plain = Talk.of("I am a bit annoyed").reading.strength(LexicalCategory.FRUSTRATION);
        double strong = Talk.of("I am really annoyed").reading.strength(LexicalCategory.FRUSTRATION);
        assertThat(strong).isGreaterThan(plain);
    }

    @Test
    void shouldNotTakeTwoNeighboursAcrossACommaForAChineseWord() {
        assertThat(Talk.of("天气真好,气死谁啊").scorer.hits(Labels.of(LexicalCategory.ANGER)))
                .extracting(LexicalHit::what)
                .doesNotContain("好气");
    }

    @Test
    void shouldHearWordsThatOnlySoundAlikeWithLessConfidence() {
        LexicalHit english = Talk.of("this is rediculus")
                .scorer
                .hits(Labels.of(LexicalCategory.FRUSTRATION))
                .get(0);
        assertThat(english.confidence()).isLessThan(1);
        // 投素 for 投诉: a homophone, as recognisers write them
        LexicalHit chinese =
                Talk.of("我要投素你们").scorer.hits(Labels.of(LexicalCategory.THREAT)).get(0);
        assertThat(chinese.confidence()).isEqualTo(0.7);
        assertThat(Talk.of("我要投诉你们")
                        .scorer
                        .hits(Labels.of(LexicalCategory.THREAT))
                        .get(0)
                        .confidence())
                .isEqualTo(1);
    }

    @Test
    void shouldNameTheWordsOfAHitWithTimeWeightAndConfidence() {
        Talk talk = new Talk(Talk.ENGLISH);
        talk.scorer.accept(new TimedWord(1000, 1200, "I'm", 0.9));
        talk.scorer.accept(new TimedWord(1200, 1600, "furious", 0.7));
        assertThat(talk.scorer.evidence()).containsExactly(new LexicalHit("anger", "furious", 0.9, 0.7, 1200));
    }

    @Test
    void shouldBelieveUncertainWordsLess() {
        Talk sure = Talk.of("I am furious");
        Talk unsure = new Talk(Talk.ENGLISH);
        sure.words("x").forEach(word -> {});
        for (TimedWord word : new Talk(Talk.ENGLISH).words("I am furious")) {
            unsure.scorer.accept(new TimedWord(word.atMs(), word.endMs(), word.word(), 0.3));
        }
        unsure.scorer.read(900, 1, unsure.reading);
        assertThat(unsure.reading.category(LexicalCategory.ANGER))
                .isLessThan(0.4 * sure.reading.category(LexicalCategory.ANGER));
    }

    @Test
    void shouldForgetByHalfInHalfAMinute() {
        Talk talk = Talk.of("I am furious");
        double fresh = talk.reading.strength(LexicalCategory.ANGER);
        talk.pause(30_000);
        assertThat(talk.reading.strength(LexicalCategory.ANGER)).isCloseTo(fresh / 2, within(1e-9));
        talk.pause(600_000);
        assertThat(talk.reading.category(LexicalCategory.ANGER)).isLessThan(1e-5);
    }

    @Test
    void shouldHoldTheUnsaidForLikelierWhenSpeechBecomesFaster() {
        Talk talk = Talk.of("never mind");
        double calm = talk.reading.subtext(Subtext.RESIGNATION);
        talk.scorer.read(talk.nowMs, 1.3, talk.reading);
        double faster = talk.reading.subtext(Subtext.RESIGNATION);
        talk.scorer.read(talk.nowMs, Double.NaN, talk.reading);
        assertThat(talk.reading.subtext(Subtext.RESIGNATION)).isEqualTo(calm);
        assertThat(faster).isGreaterThan(calm).isLessThan(1);
        assertThat(talk.reading.subtext(Subtext.COMPARISON)).isZero();
    }

    @Test
    void shouldKnowTheTopicAndTheWordsThatCarriedIt() {
        Talk talk = Talk.of("the wifi router is slow and I can't log in");
        assertThat(talk.scorer.topic(talk.reading.topic())).contains("technical");
        assertThat(talk.scorer.hits(talk.reading.topic()))
                .extracting(LexicalHit::what)
                .contains("wifi", "router");
        assertThat(Talk.of("my name is turner").reading.topic()).isEqualTo(-1);
    }

    @Test
    void shouldSayWhatIsNeededAndWhatMayBeOffered() {
        Talk talk = Talk.of("this is the third time I'm calling about the same broken phone");
        assertThat(talk.scorer.need(talk.reading)).hasValueSatisfying(need -> {
            assertThat(need.said()).isEqualTo("repetition + fault");
            assertThat(need.offers()).isNotEmpty();
        });
        Talk asked = Talk.of("let me speak to a human please");
        assertThat(asked.scorer.need(asked.reading))
                .hasValueSatisfying(need -> assertThat(need.need()).isEqualTo("a person to talk to"));
        assertThat(new Talk(Talk.CHINESE).say("我姓王").reading.need()).isEqualTo(-1);
    }

    @Test
    void shouldCountMomentsAndNotWords() {
        Talk talk = Talk.of("furious livid outraged");
        assertThat(talk.reading.upsetMoments()).isEqualTo(1);
        talk.pause(5000).say("this is unacceptable").pause(5000).say("I am suing you");
        assertThat(talk.reading.upsetMoments()).isEqualTo(3);
        talk.pause(61_000);
        assertThat(talk.reading.upsetMoments()).isZero();
    }

    @Test
    void shouldSayNothingOfWordsThatCarryNothing() {
        Talk talk = Talk.of("yes my number is zero three eight");
        assertThat(talk.reading.isEmpty()).isTrue();
        assertThat(talk.scorer.evidence()).isEqualTo(List.of());
    }
}
