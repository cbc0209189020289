package io.callfuse.engine.scoring.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.agent.AgentConduct.Repeated;
import io.callfuse.engine.scoring.agent.AgentConduct.ReplyPauses;
import io.callfuse.models.language.AgentStatement;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.Languages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AgentConductTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am so sorry about that|1|0",
                "I'm really sorry to hear that|1|0",
                "we apologise for the delay|1|0",
                "my apologies for the wait|1|0",
                "please accept our apologies|1|0",
                "that was our mistake|1|0",
                "I completely understand your frustration|0|1",
                "I can imagine how annoying this is|0|1",
                "that must be very frustrating for you|0|1",
                "if I were in your shoes I would be upset too|0|1",
                "thank you for your patience|0|1",
                "you have every right to be upset and I apologise|1|1",
                "I am so sorry I do apologise for this|1|0",
                "sorry what was your name|0|0",
                "sorry could you repeat the number|0|0",
                "do you understand the terms|0|0",
                "I can see your account here|0|0",
                "I understand that the contract ends in May|0|0",
                "your parcel was sent on Monday|0|0",
                "非常抱歉给您带来不便|1|0",
                "真的对不起|1|0",
                "是我们的疏忽|1|0",
                "不好意思让您久等了|1|0",
                "我非常理解您的心情|0|1",
                "我能体会您的感受|0|1",
                "您先别着急|0|1",
                "換了我也會生氣我理解您|0|1",
                "不好意思请问您贵姓|0|0",
                "您明白吗|0|0",
                "您的包裹已经发出|0|0",
            })
    void shouldCountApologiesAndEmpathy(String said, int apologies, int empathy) {
        AgentConduct conduct = of(said(0, said));
        assertThat(conduct.apologies()).as("apologies").isEqualTo(apologies);
        assertThat(conduct.empathy()).as("empathy").isEqualTo(empathy);
    }

    @Test
    void shouldCountEachApologyOfALongCallAndNameTheFirst() {
        List<TimedWord> words = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            words.addAll(said(i * 20_000L, "well I am sorry about item number " + i + " on the list"));
        }
        AgentConduct conduct = of(words);
        assertThat(conduct.apologies()).isEqualTo(40);
        assertThat(conduct.statements()).hasSize(AgentConduct.MOST);
        assertThat(conduct.statements().get(1).kind()).isEqualTo(AgentStatement.APOLOGY);
        assertThat(conduct.statements().get(1).what()).isEqualTo("i am sorry");
        assertThat(conduct.statements().get(1).atMs()).isEqualTo(20_300);
    }

    @Test
    void shouldTellWhatWasSaidAgainWordForWord() {
        List<TimedWord> words = new ArrayList<>(said(0, "your call is very important to us please hold"));
        words.addAll(said(10_000, "let me look at that"));
        words.addAll(said(20_000, "your call is very important to us please hold"));
        words.addAll(said(30_000, "as I said your call is very important to us thank you"));
        AgentConduct conduct = of(words);
        assertThat(conduct.repetitions()).isEqualTo(2);
        assertThat(conduct.repeated())
                .containsExactly(new Repeated("your call is very important to us please hold", 3, 0, 30_900));
        assertThat(of(said(0, "no no no no no")).repetitions()).isZero();
    }

    @Test
    void shouldTellWhatWasSaidAgainInChinese() {
        List<TimedWord> words = new ArrayList<>(said(0, "您的问题我们会尽快处理"));
        words.addAll(said(10_000, "請您稍等一下"));
        words.addAll(said(20_000, "您的問題我們會盡快處理"));
        assertThat(of(words).repeated()).extracting(Repeated::what).containsExactly("你的问题我们会尽快处理");
    }

    @Test
    void shouldMeasureThePauseFromTheCallersLastWordToTheAgentsFirst() {
        List<TimedWord> caller = new ArrayList<>(said(0, "my phone is broken"));
        caller.addAll(said(5000, "hello are you there"));
        caller.addAll(said(20_000, "and one more thing before you go"));
        List<TimedWord> agent = new ArrayList<>(said(2000, "one moment"));
        agent.addAll(said(9200, "yes I am"));
        agent.addAll(said(20_400, "right"));
        AgentConduct conduct = AgentConduct.of(agent, caller, Languages.embedded());
        assertThat(conduct.replyPauses())
                .as("800 ms, 3000 ms, and once he spoke before the caller had ended")
                .isEqualTo(new ReplyPauses(2, 800, 3000, 6200));
        assertThat(AgentConduct.of(List.of(), caller, Languages.embedded()).replyPauses())
                .isEqualTo(ReplyPauses.NONE);
        assertThat(of(agent).replyPauses()).isEqualTo(ReplyPauses.NONE);
    }

    @Test
    void shouldReadALongCallInReasonableWork() {
        List<TimedWord> words = new ArrayList<>();
        List<String> sentence = List.of("this", "is", "what", "I", "say", "again", "and", "again");
        for (int i = 0; i < 40_000; i++) {
            words.add(new TimedWord(i * 300L, i * 300L + 300, sentence.get(i % 7), 1));
        }
        assertThat(of(words).repeated()).isNotEmpty();
    }

    private static AgentConduct of(List<TimedWord> words) {
        return AgentConduct.of(words, Collections.emptyList(), Languages.embedded());
    }

    /** Words of 300 ms, or characters. */
    private static List<TimedWord> said(long atMs, String text) {
        List<TimedWord> words = new ArrayList<>();
        for (String word : Language.of(text) == Language.CHINESE ? text.split("") : text.split(" ")) {
            words.add(new TimedWord(atMs + words.size() * 300L, atMs + words.size() * 300L + 300, word, 1));
        }
        return words;
    }
}
