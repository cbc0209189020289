package io.callfuse.models.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TokenizerTest {
    private final Tokenizer english = new EnglishTokens();
    private final Tokenizer chinese = LanguageModel.embedded(Language.CHINESE).tokenizer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I'm not angry|i am not angry",
                "I’m NOT angry|i am not angry",
                "dont cant wont|do not can not will not",
                "they'd've we'll|they'd have we will",
                "it's the neighbour's|it is the neighbour 's",
                "the 3rd time, 3 times|the third time # times",
                "second twenty 1 one|second # one one",
                "wi-fi e-mail|wifi e mail",
                "£1,000.50 call 911|# call 911",
                "gonna gotta|going to got to",
                "'quoted'|quoted",
            })
    void shouldWriteEnglishInFull(String text, String tokens) {
        assertThat(String.join(" ", english.tokens(text))).isEqualTo(tokens.replace("they'd", "theyd"));
    }

    @ParameterizedTest
    @CsvSource({
        "我要投訴,我 要 投 诉",
        "第三次了,第 # 次 了",
        "第3次了,第 # 次 了",
        "第12次,第 # 次",
        "一直等,一 直 等",
        "打12315投诉,打 12315 投 诉",
        "這個APP不行,这 个 app 不 行",
        "她說您好,他 说 你 好",
        "Ａ１２３,a 123",
    })
    void shouldCutChineseIntoSimplifiedCharacters(String text, String tokens) {
        assertThat(String.join(" ", chinese.tokens(text))).isEqualTo(tokens);
    }

    @Test
    void shouldTellBreaksWhereTextHasPunctuation() {
        List<String> tokens = new ArrayList<>();
        english.cut("No, thanks. Bye!", tokens::add);
        chinese.cut("不,谢谢。再见", tokens::add);
        assertThat(tokens)
                .containsExactly(
                        "no",
                        Tokenizer.SOFT_BREAK,
                        "thanks",
                        Tokenizer.HARD_BREAK,
                        "bye",
                        Tokenizer.HARD_BREAK,
                        "不",
                        Tokenizer.SOFT_BREAK,
                        "谢",
                        "谢",
                        Tokenizer.HARD_BREAK,
                        "再",
                        "见");
    }

    @Test
    void shouldNeverGiveAnEmptyTokenWhateverItIsGiven() {
        Random random = new Random(5);
        String alphabet = "aZ'’.,-*019 \n不三,。！Ａ１é😀n't";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < random.nextInt(12); c++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(english.tokens(text.toString())).as(text.toString()).doesNotContain("");
            assertThat(chinese.tokens(text.toString())).as(text.toString()).doesNotContain("");
        }
    }
}
