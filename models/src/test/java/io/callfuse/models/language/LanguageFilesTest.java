package io.callfuse.models.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class LanguageFilesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "furious~1: a line before the first [section]",
                "[anger]~1: '[anger]' opens no section that is known",
                "[category joy 0.5]~1: there is no category 'joy'",
                "[subtext anger 0.5]~1: there is no subtext 'anger'",
                "[category anger 1.5]~1: 1.5 is not over 0 and up to 1.0",
                "[category anger 0.5.1]~1: '0.5.1' is no number",
                "[category anger 0.5];(furious~2: '(' without ')'",
                "[category anger 0.5];furious)~2: ')' without '('",
                "[category anger 0.5];very {me} bad~2: there is no class 'me' above this line",
                "[category anger 0.5];so ..x bad~2: '..' needs a number of tokens from 1 to 9",
                "[category anger 0.5];(bad | )~2: a pattern, or a part of a choice, is empty",
                "[category anger 0.5];bad ..3~2: the pattern 'bad ..3' needs a word at its end",
                "[category anger 0.5];bad?~2: the pattern 'bad?' needs a word at its end",
                "[category anger 0.5];?~2: '?' is not expected at character 1",
                "[cancels anger,joy within 3];not~2: the section names 'joy', which is no label",
                "[cancels anger within 30];not~1: 30 is not over 0 and up to 16.0",
                "[needs];anger -> rest~2: a need is: what was said -> what is needed -> offer; offer",
                "[needs];joy -> rest -> tea~2: there is no label 'joy'",
                "[remove];nothing~2: there is no pattern 'nothing' to remove",
                "[implies joy 0.5 from anger]~1: there is no label 'joy'",
                "[implies anger 0.5 from threat];x~2: [implies] has no lines",
            })
    void shouldNameTheLineThatIsWrong(String text, String fault) {
        assertThatThrownBy(() -> LanguageFiles.of(Language.ENGLISH, text.replace(';', '\n')))
                .isInstanceOf(LanguageFileException.class)
                .hasMessage("text:" + fault);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldShipHundredsOfPatternsAndExamplesOfEachSubtext(Language language) {
        LanguageModel model = LanguageModel.embedded(language);
        assertThat(model.ruleCount()).isGreaterThan(1500);
        assertThat(model.labels().topics())
                .containsExactlyInAnyOrder(
                        "technical", "billing", "delivery", "contract", "fault", "information", "complaint");
        assertThat(model.needs()).hasSizeGreaterThan(30).allSatisfy(need -> assertThat(need.offers())
                .isNotEmpty());
        Map<Subtext, Long> examples = new EnumMap<>(Subtext.class);
        for (Subtext subtext : Subtext.values()) {
            examples.put(
                    subtext,
                    model.examples().stream()
                            .filter(example -> example.label() == Labels.of(subtext))
                            .count());
        }
        assertThat(examples.values()).allMatch(count -> count >= 5);
        for (int label = 0; label < model.labels().size(); label++) {
            int wanted = label;
            assertThat(rulesOf(model, wanted)).as(model.labels().name(label)).isGreaterThan(5);
        }
    }

    private static long rulesOf(LanguageModel model, int label) {
        long count = 0;
        for (int r = 0; r < model.ruleCount(); r++) {
            if (model.rule(r).kind() == Rule.Kind.PHRASE && model.rule(r).number() == label) {
                count++;
            }
        }
        return count;
    }

    @Test
    void shouldAddWhatAnOperatorWrites() throws IOException {
        write("[topic parking 0.8]\nparking permit+\n[category anger 0.9]\nhopping mad (again)?\n");
        LanguageModel model = LanguageModel.load(Language.ENGLISH, directory);
        LanguageModel shipped = LanguageModel.embedded(Language.ENGLISH);
        assertThat(model.ruleCount()).isGreaterThan(shipped.ruleCount());
        assertThat(model.labels().topics()).contains("parking");
        assertThat(rulesOf(model, model.labels().indexOf("parking"))).isEqualTo(1);
    }

    @Test
    void shouldTakeAwayWhatAnOperatorRemoves() throws IOException {
        write("[remove]\nfurious\n");
        LanguageModel shipped = LanguageModel.embedded(Language.ENGLISH);
        LanguageModel model = LanguageModel.load(Language.ENGLISH, directory);
        assertThat(rulesOf(model, Labels.of(LexicalCategory.ANGER)))
                .isEqualTo(rulesOf(shipped, Labels.of(LexicalCategory.ANGER)) - 1);
    }

    @Test
    void shouldNameTheFileOfAnOperator() throws IOException {
        write("[category anger 0.9]\n(\n");
        assertThatThrownBy(() -> LanguageModel.load(Language.ENGLISH, directory))
                .isInstanceOf(LanguageFileException.class)
                .hasMessageStartingWith(directory.resolve("en").resolve("own.txt") + ":2: ");
        Files.write(directory.resolve("en").resolve("own.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThatThrownBy(() -> LanguageModel.load(Language.ENGLISH, directory))
                .hasMessageEndingWith("is not UTF-8");
    }

    @Test
    void shouldBeAsShippedWithoutAFolderOfTheLanguage() throws IOException {
        assertThat(LanguageModel.load(Language.CHINESE, directory).ruleCount())
                .isEqualTo(LanguageModel.embedded(Language.CHINESE).ruleCount());
    }

    @Test
    void shouldExtendEveryLanguageFromOneDirectory() throws IOException {
        write("[topic parking 0.8]\nmultistorey\n");
        Languages own = Languages.load(directory);
        assertThat(own.of(Language.ENGLISH).labels().topics()).contains("parking");
        assertThat(own.of(Language.CHINESE).ruleCount())
                .isEqualTo(Languages.embedded().of(Language.CHINESE).ruleCount());
        assertThatThrownBy(() -> Languages.load(directory.resolve("none")))
                .isInstanceOf(LanguageFileException.class)
                .hasMessageEndingWith("none: no such directory");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldKnowOfAgentsWhatIsCountedAndNothingElse(Language language) {
        LanguageModel agents = Languages.embedded().ofAgents(language);
        assertThat(agents.labels().topics()).containsExactlyInAnyOrder("apology", "empathy");
        for (LexicalCategory category : LexicalCategory.values()) {
            assertThat(rulesOf(agents, Labels.of(category)))
                    .as(category.label())
                    .isZero();
        }
        for (Subtext subtext : Subtext.values()) {
            assertThat(rulesOf(agents, Labels.of(subtext))).as(subtext.label()).isZero();
        }
        assertThat(agents.needs()).isEmpty();
    }

    @Test
    void shouldKeepWhatAgentsSayApartFromWhatCallersSay() throws IOException {
        Files.createDirectories(directory.resolve("en"));
        Path agent =
                Files.writeString(directory.resolve("en").resolve("agent.txt"), "[agent apology 0.9]\noh dear me\n");
        int shipped = Languages.embedded().ofAgents(Language.ENGLISH).ruleCount();
        assertThat(Languages.load(directory).ofAgents(Language.ENGLISH).ruleCount())
                .isEqualTo(shipped + 1);
        assertThat(Languages.load(directory).of(Language.ENGLISH).ruleCount())
                .isEqualTo(Languages.embedded().of(Language.ENGLISH).ruleCount());
        Files.writeString(agent, "[agent anger 0.9]\nfurious\n");
        assertThatThrownBy(() -> Languages.load(directory)).hasMessageEndingWith(":1: there is no agent 'anger'");
        Files.writeString(agent, "[category anger 0.9]\nfurious\n");
        assertThatThrownBy(() -> Languages.load(directory))
                .hasMessageEndingWith(":1: agent.txt has [agent ...], no [category ...]");
        write("[agent apology 0.9]\noh dear me\n");
        assertThatThrownBy(() -> LanguageModel.load(Language.ENGLISH, directory))
                .hasMessageEndingWith(":1: [agent ...] belongs in agent.txt");
    }

    @Test
    void shouldTellFilesOfAnOperatorApart() throws IOException {
        assertThat(Languages.embedded().hash()).isEmpty();
        write("[topic parking 0.8]\nmultistorey\n");
        String one = Languages.load(directory).hash().orElseThrow();
        assertThat(Languages.load(directory).hash()).contains(one);
        assertThat(one).matches("sha256:[0-9a-f]{64}");
        write("[topic parking 0.8]\nmultistory\n");
        assertThat(Languages.load(directory).hash()).isPresent().get().isNotEqualTo(one);
        write("[topic parking 0.8]\nmultistorey\n");
        Files.move(
                directory.resolve("en").resolve("own.txt"),
                directory.resolve("en").resolve("b.txt"));
        assertThat(Languages.load(directory).hash()).isPresent().get().isNotEqualTo(one);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(directory.resolve("en"));
        Files.writeString(directory.resolve("en").resolve("own.txt"), text);
    }
}
