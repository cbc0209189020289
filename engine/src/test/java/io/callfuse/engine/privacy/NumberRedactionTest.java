package io.callfuse.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NumberRedactionTest {
    private static String redacted(String said) {
        return String.join(" ", NumberRedaction.of(Arrays.asList(said.split(" "))));
    }

    @ParameterizedTest
    @CsvSource({
        "my card is 4111 1111 1111 1111 thanks, my card is # # # # thanks",
        "call 4111-1111 now, call # now",
        "it is four one one one, it is # # # #",
        "double seven oh five, # # # #",
        "triple nine two, # # #",
        "forty two eleven, # # #",
        "twenty-five thirty-one, # #",
        "one uh two dash three um four please, # # # # # # # please",
        "four one one is that clear five six seven okay, # # # is that clear # # # okay",
        "the code is five two nine, the code is # # #",
        "pin 123, pin #",
        "one two to four five, # # # # #",
        "born nineteen eighty four, born # # #",
        "幺三八 零零 一二, # # #",
        "我的号码是一三八零零谢谢, 我的号码是#谢谢",
        "一 三 嗯 八 零, # # # # #",
        "１２３４, #",
        "验证码 五二九, 验证码 #",
        "一一零一零一一九九零零一零一零零一 X, # #",
        "壹贰叁肆, #",
        "four okay one okay one okay one, # # # # # # #",
        "four you know one you know one you know one, # # # # # # # # # #",
        "四 对 一 对 一 对 五, # # # # # # #",
        "four the one the nine the two the six the five, # the # the # the # the # the #",
        "four ones five zeros two sevens, # # # # # #",
        "four to won ate five, # # # # #",
        "five thousand two hundred and six, # # # # # #",
        "one two three is my pin, # # # is my pin",
        "验证 码 一 二 三, 验证 码 # # #",
        "卡號 一 二 三, 卡號 # # #",
        "一三 那個 八零, # # #",
        "洞 拐 勾 幺, # # # #",
        "four.one.one.one, #",
    })
    void shouldTakeOutNumbersThatTellWhoSomebodyIs(String said, String kept) {
        assertThat(redacted(said)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this is the third time I call",
                "I have called three times",
                "two weeks ago",
                "one or two days",
                "I waited for twenty five minutes",
                "a hundred times",
                "three hundred euros",
                "in a minute or two",
                "one more thing",
                "I have two phones and one contract",
                "at three thirty",
                "number one",
                "24 hours",
                "for two years",
                "第三次 打 电话 了",
                "等 了 二十五 分钟",
                "一 个 一 个 来",
                "两周 以前",
                "万一 不行 呢",
                "三个月 了",
                "一百 块",
                "十分 抱歉",
                "一个一个一个一个来",
                "oh oh oh oh no",
                "two to three weeks",
                "two thousand five hundred euros",
                "I have one phone and two cards and a contract",
                "so it is one of the ones you know",
            })
    void shouldLeaveWhatTellsOnlyHowACallerFeels(String said) {
        assertThat(redacted(said)).isEqualTo(said);
    }

    @Test
    void shouldLeakNothingOfAThousandNumbers() {
        SpokenNumbers numbers = new SpokenNumbers(11);
        for (int i = 0; i < 1000; i++) {
            SpokenNumbers.Utterance utterance = numbers.next();
            List<String> kept = NumberRedaction.of(utterance.words());
            assertThat(kept).hasSameSizeAs(utterance.words());
            assertThat(kept.subList(utterance.from(), utterance.to()))
                    .as("of %s", utterance.words())
                    .containsOnly(NumberRedaction.MASK);
        }
    }

    @Test
    void shouldChangeNothingThatItHasChangedAlready() {
        SpokenNumbers numbers = new SpokenNumbers(12);
        for (int i = 0; i < 300; i++) {
            List<String> kept = NumberRedaction.of(numbers.next().words());
            assertThat(NumberRedaction.of(kept)).isEqualTo(kept);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'card 4111  1111, please', 'card #  # please'",
        "account, 4111-1111, #",
        "account, 'DE 44 1234', 'DE # #'",
        "pin, 123, #",
        "step, 123, 123",
        "line2, 77, 77",
        "tier, gold $1, gold $1",
        "note, '', ''",
        "note, ' a  b ', ' a  b '",
        "卡号, 123, #"
    })
    void shouldTakeNumbersOutOfAWrittenText(String subject, String text, String kept) {
        assertThat(NumberRedaction.inText(subject, text)).isEqualTo(kept);
    }
}
