package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class AnalyzeCommandTest {
    private static final List<String> KEYS = List.of(
            "call",
            "seconds",
            "speechSeconds",
            "firstClass",
            "trip",
            "decision",
            "maxScore",
            "finalScore",
            "speechRate",
            "timeline",
            "words",
            "understood",
            "engine");

    @TempDir
    Path directory;

    private Path voiced;

    @BeforeEach
    void record() throws Exception {
        voiced = TestRecordings.voiced(directory.resolve("voiced.wav"), 8);
    }

    @Test
    void shouldPrintOneJsonLineWithExactlyTheAgreedKeys() {
        CommandRun run = CommandRun.of("analyze", "--format", "json", voiced);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines()).hasSize(1);
        JsonNode line = JsonMapper.shared().readTree(run.out());
        assertThat(line.propertyNames()).containsExactlyElementsOf(KEYS);
        assertThat(line.path("call").stringValue()).isEqualTo("voiced.wav");
        assertThat(line.path("seconds").doubleValue()).isEqualTo(8.0);
        assertThat(line.path("decision").propertyNames()).containsExactly("atMs", "route", "reason");
        assertThat(line.path("speechRate").propertyNames())
                .containsExactly("baselineSyllablesPerSecond", "maxSyllablesPerSecond");
        assertThat(line.path("engine").propertyNames()).containsExactly("version", "model", "config");
        assertThat(line.path("timeline").size()).isEqualTo(8);
        assertThat(line.path("timeline").get(0).propertyNames())
                .containsExactly("atMs", "score", "emotion", "confidence", "f0Hz", "syllablesPerSecond", "levelDbfs");
    }

    @Test
    void shouldTellPeopleWhatWasHeardAndDecided() {
        CommandRun run = CommandRun.of("analyze", voiced);

        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines().get(0)).startsWith("voiced.wav  8.0 s, ");
        assertThat(run.out()).contains("first class", "trip", "decision", "why", "speech rate", "8.0 s");
    }

    @Test
    void shouldTellWhichRulesHeldAndWhichDecided() throws Exception {
        Path config = directory.resolve("rules.yaml");
        Files.writeString(
                config,
                """
                policy:
                  rules:
                    - {name: told, when: callSeconds >= 2, for: 1 s}
                    - {name: moved, when: callSeconds == 4.0, route: technical}
                """);
        CommandRun text = CommandRun.of("analyze", "--config", config, voiced);
        assertThat(text.outLines())
                .contains(
                        "  rule         told held at 3.0 s, told only",
                        "  rule         moved held at 4.0 s, route technical",
                        "  decision     moved to technical (rule:moved) at 4.0 s");
        CommandRun json = CommandRun.of("analyze", "--format", "json", "--config", config, voiced);
        assertThat(json.out())
                .contains("\"route\":\"technical\",\"reason\":\"rule\",\"rule\":\"moved\"}")
                .contains("\"rules\":[{\"atMs\":3000,\"rule\":\"told\",\"route\":\"none\",");
    }

    @Test
    void shouldTellPeopleAndProgramsWhatTheWordsBesideARecordingMean() throws Exception {
        Files.writeString(
                directory.resolve("voiced.words.json"),
                """
                [{"speaker":"A","word":"you","start":1.0,"end":1.2},{"speaker":"A","word":"charged","start":1.2,"end":1.6},
                 {"speaker":"A","word":"me","start":1.6,"end":1.8},{"speaker":"A","word":"twice","start":1.8,"end":2.2},
                 {"speaker":"B","word":"furious","start":2.3,"end":2.6},
                 {"speaker":"A","word":"I","start":3.0,"end":3.1},{"speaker":"A","word":"want","start":3.1,"end":3.3},
                 {"speaker":"A","word":"my","start":3.3,"end":3.5},{"speaker":"A","word":"money","start":3.5,"end":3.9},
                 {"speaker":"A","word":"back","start":3.9,"end":4.2}]
                """);

        CommandRun people = CommandRun.of("analyze", voiced);
        assertThat(people.exitCode()).isZero();
        assertThat(people.out())
                .contains("  words        en, ", "  topic        billing: ", "  need         ", "  problem      ")
                .doesNotContain("furious");

        JsonNode line = JsonMapper.shared()
                .readTree(CommandRun.of("analyze", "--format", "json", voiced).out());
        assertThat(line.path("words").size()).isEqualTo(9);
        JsonNode understood = line.path("understood");
        assertThat(understood.propertyNames())
                .containsExactly("language", "rate", "topic", "need", "subtexts", "hits", "story");
        assertThat(understood.path("topic").stringValue()).isEqualTo("billing");
        assertThat(understood.path("story").propertyNames()).containsExactly("problem", "emotion", "need");
    }

    @Test
    void shouldUnderstandThePhrasesOfAnOperatorAfterItsOwn() throws Exception {
        Path own = Files.createDirectories(directory.resolve("phrases").resolve("en"));
        Files.writeString(own.resolve("parking.txt"), "[topic parking 0.9]\nmultistorey\n");
        Path config = Files.writeString(
                directory.resolve("engine.yaml"), "recognition: {phrases: '%s'}\n".formatted(own.getParent()));
        Files.writeString(
                directory.resolve("voiced.words.json"), "[{\"word\":\"multistorey\",\"start\":1.0,\"end\":1.8}]");

        assertThat(CommandRun.of("analyze", voiced).out()).doesNotContain("topic");
        assertThat(CommandRun.of("analyze", "-c", config, voiced).out())
                .contains("  topic        parking: \"multistorey\"");
    }

    @ParameterizedTest
    @CsvSource({
        "my broad band is down and you over charged me on my in voice i am furius, billing, anger",
        "你 们 多 扣 了 我 的 前 退 款 我 要 投 素 你 们 简 直 起 有 此 理, billing, threat",
    })
    void shouldUnderstandWordsAsRecognitionWritesThem(String words, String topic, String label) throws Exception {
        StringBuilder sidecar = new StringBuilder();
        double at = 1;
        for (String word : words.split(" ")) {
            sidecar.append(sidecar.isEmpty() ? "[" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"word\":\"%s\",\"start\":%.1f,\"end\":%.1f,\"confidence\":0.9}",
                            word,
                            at,
                            at + 0.2));
            at += 0.2;
        }
        Files.writeString(directory.resolve("voiced.words.json"), sidecar.append(']'));

        JsonNode understood = JsonMapper.shared()
                .readTree(CommandRun.of("analyze", "--format", "json", voiced).out())
                .path("understood");
        assertThat(understood.path("topic").stringValue()).isEqualTo(topic);
        assertThat(understood.path("hits").valueStream().map(hit -> hit.path("label")
                        .stringValue()))
                .contains(label);
        assertThat(understood.path("story").path("emotion").size()).isPositive();
    }

    @Test
    void shouldCountWhatTheAgentSaysOnlyWhereThatIsSwitchedOn() throws Exception {
        Files.writeString(
                directory.resolve("voiced.words.json"),
                """
                [{"speaker":"A","word":"hello","start":1.0,"end":1.4},
                 {"speaker":"B","word":"I","start":2.0,"end":2.1},{"speaker":"B","word":"am","start":2.1,"end":2.2},
                 {"speaker":"B","word":"sorry","start":2.2,"end":2.6},{"speaker":"B","word":"furious","start":3.0,"end":3.4}]
                """);
        Path on = Files.writeString(directory.resolve("on.yaml"), "agent: {words: true}\n");

        JsonNode without = JsonMapper.shared()
                .readTree(CommandRun.of("analyze", "--format", "json", voiced).out());
        assertThat(without.has("agent")).isFalse();
        for (CommandRun run : List.of(
                CommandRun.of("analyze", "--format", "json", "-c", on, voiced),
                CommandRun.of("analyze", "--format", "json", "--agent", "B", voiced))) {
            JsonNode line = JsonMapper.shared().readTree(run.out());
            JsonNode agent = line.path("agent");
            assertThat(agent.propertyNames())
                    .containsExactly(
                            "words", "apologies", "empathy", "statements", "repetitions", "repeated", "replyPauses");
            assertThat(agent.path("words").intValue()).isEqualTo(4);
            assertThat(agent.path("apologies").intValue()).isEqualTo(1);
            assertThat(agent.path("replyPauses").path("medianMs").intValue()).isEqualTo(600);
            assertThat(agent.toString()).as("never what he feels").doesNotContain("anger", "furious");
            assertThat(line.path("words")).isEqualTo(without.path("words"));
            assertThat(line.path("timeline")).isEqualTo(without.path("timeline"));
            assertThat(line.path("understood")).isEqualTo(without.path("understood"));
        }
        assertThat(CommandRun.of("analyze", "--agent", "B", voiced).out())
                .contains("  agent        4 words, 1 apologies");
        assertThat(CommandRun.of("analyze", "--agent", "A", voiced).exitCode()).isEqualTo(2);
    }

    @Test
    void shouldNotEvenLookAtTheAgentsWordsWhereThatIsSwitchedOff() throws Exception {
        Files.writeString(
                directory.resolve("voiced.words.json"),
                "[{\"word\":\"hi\",\"start\":1.0,\"end\":1.2},{\"speaker\":\"B\",\"word\":7}]");

        assertThat(CommandRun.of("analyze", voiced).exitCode()).isZero();
        assertThat(CommandRun.of("analyze", "--agent", "B", voiced).exitCode()).isEqualTo(1);
    }

    @Test
    void shouldTellRunsWithOtherPhrasesApart() throws Exception {
        Path phrases = Files.createDirectories(directory.resolve("phrases").resolve("en"));
        Path config = Files.writeString(
                directory.resolve("own.yaml"), "recognition: {phrases: '" + phrases.getParent() + "'}\n");
        List<String> hashes = new ArrayList<>();
        for (String phrase : List.of("multistorey", "multistory", "multistorey")) {
            Files.writeString(phrases.resolve("own.txt"), "[topic parking 0.8]\n" + phrase + "\n");
            JsonNode engine = JsonMapper.shared()
                    .readTree(CommandRun.of("analyze", "--format", "json", "-c", config, voiced)
                            .out())
                    .path("engine");
            hashes.add(engine.path("phrases").stringValue());
        }
        assertThat(hashes.get(0))
                .matches("sha256:[0-9a-f]{64}")
                .isEqualTo(hashes.get(2))
                .isNotEqualTo(hashes.get(1));
        assertThat(CommandRun.of("analyze", "--format", "json", voiced).out()).doesNotContain("\"phrases\"");
    }

    @Test
    void shouldNameTheTranscriptAndTheWordThatIsWrong() throws Exception {
        Path words = Files.writeString(
                directory.resolve("voiced.words.json"),
                "[{\"word\":\"hi\",\"start\":1.0,\"end\":1.2},{\"word\":\"you\"}]");

        CommandRun run = CommandRun.of("analyze", voiced);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().startsWith("callfuse: " + words + ": word 2 ");
    }

    @Test
    void shouldSayNotEnoughSpeechOfARecordingOfSilence() throws Exception {
        Path silent = TestRecordings.silent(directory.resolve("silent.wav"), 5);

        CommandRun run = CommandRun.of("analyze", "--format", "json", silent);

        assertThat(run.exitCode()).isZero();
        JsonNode line = JsonMapper.shared().readTree(run.out());
        assertThat(line.path("decision").path("reason").stringValue()).isEqualTo("not-enough-speech");
        assertThat(line.path("trip").isNull()).isTrue();
    }

    @Test
    void shouldAnalyseATruncatedRecordingToTheCutAndWarn() throws Exception {
        short[] pcm = new short[24_000];
        Path cut = TestRecordings.write(directory.resolve("cut.wav"), pcm, 80_000);

        CommandRun run = CommandRun.of("analyze", "--format", "json", cut);

        assertThat(run.exitCode()).isZero();
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("callfuse: warning: ")
                .contains("cut.wav");
        assertThat(JsonMapper.shared().readTree(run.out()).path("seconds").doubleValue())
                .isEqualTo(3.0);
    }

    @Test
    void shouldNameEachBadRecordingInOneLineAndAnalyseTheOthers() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.wav"));
        Path text = Files.writeString(directory.resolve("text.wav"), "This is no recording.\n");
        Path header = TestRecordings.write(directory.resolve("header.wav"), new short[0], 0);
        Path missing = directory.resolve("missing.wav");

        CommandRun run = CommandRun.of("analyze", "--format", "json", empty, text, header, missing, voiced);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(4).allMatch(line -> line.startsWith("callfuse: "));
        assertThat(run.errLines().get(0)).contains("empty.wav");
        assertThat(run.errLines().get(1)).contains("text.wav");
        assertThat(run.errLines().get(2)).contains("header.wav");
        assertThat(run.errLines().get(3)).contains("missing.wav");
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(run.outLines()).hasSize(1);
    }

    @Test
    void shouldNameFileAndLineOfAWrongConfiguration() throws Exception {
        Path config = Files.writeString(directory.resolve("engine.yaml"), "policy:\n  fuse:\n    enterTreshold: 80\n");

        CommandRun run = CommandRun.of("analyze", "--config", config, voiced);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("callfuse: " + config + ":3: ")
                .contains("enterTreshold");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldDrawThePictureOfOneRecordingIntoTheNamedFile() throws Exception {
        Path png = directory.resolve("picture.png");

        CommandRun run = CommandRun.of("analyze", "--plot", png, voiced);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(colours(ImageIO.read(png.toFile()))).hasSizeGreaterThan(20);
    }

    @Test
    void shouldDrawThePicturesOfSeveralRecordingsIntoADirectory() throws Exception {
        Path other = TestRecordings.voiced(directory.resolve("other.wav"), 3);

        CommandRun run = CommandRun.of("analyze", "--plot", directory.resolve("pictures"), voiced, other);

        assertThat(run.exitCode()).isZero();
        assertThat(directory.resolve("pictures/voiced.png")).isNotEmptyFile();
        assertThat(directory.resolve("pictures/other.png")).isNotEmptyFile();
    }

    @Test
    void shouldSayInOneLineThatAPictureCannotBeWritten() throws Exception {
        Path inTheWay = Files.createDirectory(directory.resolve("taken.png"));
        CommandRun run =
                CommandRun.of("analyze", "--plot", inTheWay, TestRecordings.silent(directory.resolve("s.wav"), 2));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains(inTheWay.toString(), "cannot be written");
    }

    @Test
    void shouldRefuseToDrawSeveralRecordingsIntoOneFile() {
        CommandRun run =
                CommandRun.of("analyze", "--plot", directory.resolve("one.png"), voiced, voiced.resolveSibling("b"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("one.png").contains("name a directory");
    }

    @Test
    void shouldRefuseTwoRecordingsThatWouldShareAPicture() {
        CommandRun run = CommandRun.of("analyze", "--plot", directory, voiced, directory.resolve("a/voiced.flac"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("voiced.png");
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }
}
