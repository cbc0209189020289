package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.adaptation.OwnCalls;
import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.models.EmotionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(300)
class TrainCommandTest {
    private static final int CALLERS = 8;

    @TempDir
    private static Path calls;

    private static byte[] tooHigh;

    @TempDir
    Path directory;

    private Path labels;
    private Path config;
    private Path out;

    @BeforeAll
    static void record() throws Exception {
        for (int caller = 0; caller < CALLERS; caller++) {
            for (CallLabel label : List.of(CallLabel.CALM, CallLabel.ANGRY)) {
                short[] voice = OwnCalls.voice(caller, label);
                TestRecordings.write(calls.resolve(name(caller, label)), voice, voice.length);
            }
        }
        tooHigh = OwnCalls.base(30).toBytes();
    }

    @BeforeEach
    void configure() throws Exception {
        labels = directory.resolve("labels.csv");
        out = directory.resolve("ours.json");
        Path base = Files.write(directory.resolve("base.json"), tooHigh);
        config = Files.writeString(directory.resolve("base.yaml"), "model:\n  file: " + base + "\n");
        label(CALLERS);
    }

    @Test
    void shouldWriteAModelThatTheEngineLoadsAndSayWhatItGained() throws Exception {
        CommandRun run = CommandRun.of("train", "-c", config, "--labels", labels, calls, "--out", out);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines().get(0)).isEqualTo("16 calls of 8 callers: 8 with an upset call, 8 with another");
        assertThat(run.out()).contains("What was tried", "95 %", "What this cannot know", "wrote " + out);
        String version = EmotionModel.load(out).version();
        assertThat(version).matches("base\\+own-[0-9a-f]{8}");
        assertThat(Files.readString(out)).doesNotContain("person", "secret", ".wav");

        Path ours = Files.writeString(directory.resolve("ours.yaml"), "model:\n  file: " + out + "\n");
        Path angry = calls.resolve(name(0, CallLabel.ANGRY));
        JsonNode before = analysed(config, angry);
        JsonNode after = analysed(ours, angry);
        assertThat(before.path("trip").isNull()).isTrue();
        assertThat(after.path("trip").isNull()).isFalse();
        assertThat(after.at("/engine/model").stringValue()).isEqualTo(version);
    }

    @Test
    void shouldJudgeTheModelAsItIsAsEvaluateDoes() throws Exception {
        CommandRun run = CommandRun.of(
                "train", "-c", config, "--labels", labels, calls, "--out", out, "--format", "json", "--jobs", 1);
        JsonNode asIs = json(run).path("tried").get(0);
        JsonNode evaluated =
                json(CommandRun.of("evaluate", "-c", config, "--labels", labels, calls, "--format", "json"));

        assertThat(run.outLines()).hasSize(1);
        assertThat(asIs.path("candidate").stringValue()).isEqualTo("as-is");
        assertThat(asIs.path("areaUnderCurve")).isEqualTo(evaluated.at("/areaUnderCurve/all/value"));
        assertThat(asIs.path("calibrationError")).isEqualTo(evaluated.at("/calibration/everySecond"));
        assertThat(asIs.at("/falseTrips/count")).isEqualTo(evaluated.at("/trips/falseTrips/count"));
        assertThat(json(run).path("written").booleanValue()).isTrue();
    }

    @Test
    void shouldWriteTheSameBytesHoweverManyAreHeardAtATime() throws Exception {
        CommandRun.of("train", "-c", config, "--labels", labels, calls, "--out", out, "--jobs", 1);
        byte[] one = Files.readAllBytes(out);
        CommandRun.of("train", "-c", config, "--labels", labels, calls, "--out", out, "--jobs", 3, "--force");
        assertThat(Files.readAllBytes(out)).isEqualTo(one);
    }

    @Test
    void shouldWriteNothingWhereTheLabelsHaveNothingToDoWithTheVoices() throws Exception {
        List<String> lines = new ArrayList<>(List.of("file,label,speaker"));
        for (int caller = 0; caller < CALLERS; caller++) {
            boolean turned = caller % 2 == 0;
            lines.add(name(caller, CallLabel.CALM) + (turned ? ",angry,p" : ",calm,p") + caller);
            lines.add(name(caller, CallLabel.ANGRY) + (turned ? ",calm,p" : ",angry,p") + caller);
        }
        Files.write(labels, lines);
        CommandRun run = CommandRun.of("train", "-c", config, "--labels", labels, calls, "--out", out);

        assertThat(run.exitCode()).isEqualTo(TrainCommand.NOTHING_BETTER);
        assertThat(run.out()).contains("wrote nothing: ");
        assertNothingWritten();
    }

    @Test
    void shouldRefuseTooFewCallers() throws Exception {
        label(7);
        CommandRun run = CommandRun.of("train", "-c", config, "--labels", labels, calls, "--out", out);
        assertThat(run.exitCode()).isEqualTo(TrainCommand.NOTHING_BETTER);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .containsExactly("callfuse: " + labels
                        + ": 7 callers are too few: adapting the model takes 8, better many more");
        label(CALLERS);
        CommandRun alone = CommandRun.of("train", "--alone", "-c", config, "--labels", labels, calls, "--out", out);
        assertThat(alone.exitCode()).isEqualTo(TrainCommand.NOTHING_BETTER);
        assertThat(alone.err()).contains("8 callers are too few: a model of your own calls alone takes 24");
        assertNothingWritten();
    }

    @Test
    void shouldNotWriteOverAFileUnlessForced() throws Exception {
        Files.writeString(out, "precious");
        CommandRun run = CommandRun.of("train", "-c", config, "--labels", labels, calls, "--out", out);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly("callfuse: " + out + ": is there already; --force writes over it");
        assertThat(out).hasContent("precious");
    }

    @Test
    void shouldSayBeforeItBeginsThatTheModelCannotBeWritten() throws Exception {
        Path nowhere = directory.resolve("nowhere/ours.json");
        CommandRun run = CommandRun.of("train", "-c", config, "--labels", labels, calls, "--out", nowhere);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly("callfuse: " + nowhere + ": no model can be written there");
    }

    @Test
    void shouldTellEveryFaultOfTheListWithItsLine() throws Exception {
        Files.write(labels, List.of("file,label", "gone.wav,calm", name(0, CallLabel.CALM) + ",furious"));
        CommandRun run = CommandRun.of("train", "-c", config, "--labels", labels, calls, "--out", out);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(2);
        assertThat(run.errLines().get(0)).startsWith("callfuse: " + labels + ":2: ");
        assertThat(run.errLines().get(1)).startsWith("callfuse: " + labels + ":3: 'furious' is no label");
        assertNothingWritten();
    }

    @Test
    void shouldLearnFromTheOthersWhereARecordingTurnsOutBad() throws Exception {
        TestRecordings.write(directory.resolve("cut.wav"), new short[24_000], 80_000);
        List<String> lines = new ArrayList<>(lines(CALLERS));
        lines.set(0, "file,label,speaker,onset_s");
        lines.add(directory.resolve("cut.wav") + ",escalating,p0,6");
        Files.write(
                labels,
                lines.stream()
                        .map(line -> line.split(",").length == 3 ? line + "," : line)
                        .toList());
        CommandRun run =
                CommandRun.of("train", "-c", config, "--labels", labels, calls, "--out", out, "--format", "json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("the onset at 6.0 s is not within", "1 of 17 calls left out");
        assertThat(json(run).path("leftOut").intValue()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAWrongCommandLineAndExplainItself() {
        assertThat(CommandRun.of("train", calls, "--out", out).exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("train", "--labels", labels, calls).exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("train", "--labels", labels, calls, "--out", out, "--jobs", 0)
                        .exitCode())
                .isEqualTo(2);
        CommandRun help = CommandRun.of("train", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("--alone", "--force", "--seed", "3   no model was written");
    }

    private void assertNothingWritten() throws Exception {
        try (Stream<Path> there = Files.list(directory)) {
            assertThat(there.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("labels.csv", "base.json", "base.yaml");
        }
    }

    private void label(int callers) throws Exception {
        Files.write(labels, lines(callers));
    }

    private static List<String> lines(int callers) {
        List<String> lines = new ArrayList<>(List.of("file,label,speaker"));
        for (int caller = 0; caller < callers; caller++) {
            for (CallLabel label : List.of(CallLabel.CALM, CallLabel.ANGRY)) {
                lines.add(name(caller, label) + "," + label.text() + ",person-" + caller);
            }
        }
        return lines;
    }

    private static String name(int caller, CallLabel label) {
        return "secret-" + label.text() + caller + ".wav";
    }

    private static JsonNode analysed(Path config, Path recording) {
        return json(CommandRun.of("analyze", "-c", config, "--format", "json", recording));
    }

    private static JsonNode json(CommandRun run) {
        return JsonMapper.shared().readTree(run.out());
    }
}
