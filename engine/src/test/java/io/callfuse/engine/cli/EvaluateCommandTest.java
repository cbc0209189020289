package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class EvaluateCommandTest {
    @TempDir
    Path directory;

    private Path calls;
    private Path labels;

    @BeforeEach
    void record() throws Exception {
        calls = Files.createDirectory(directory.resolve("calls"));
        labels = directory.resolve("labels.csv");
        TestRecordings.voiced(calls.resolve("voiced.wav"), 8);
        TestRecordings.silent(calls.resolve("silent.wav"), 5);
    }

    @Test
    void shouldJudgeLabelledCallsForPeople() throws Exception {
        label("file,label", "voiced.wav,angry", "silent.wav,calm");

        CommandRun run = CommandRun.of("evaluate", "--labels", labels, calls);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines().get(0)).startsWith("2 calls, ");
        assertThat(run.out()).contains("false trips, nobody is upset", "What if", "fuse enters at 75");
    }

    @Test
    void shouldJudgeAsAnalyzeAnalyses() throws Exception {
        label("file,label,onset_s", "voiced.wav,escalating,4");
        JsonNode analysed = JsonMapper.shared()
                .readTree(CommandRun.of("analyze", "--format", "json", calls.resolve("voiced.wav"))
                        .out());

        CommandRun run = CommandRun.of("evaluate", "--labels", labels, "--format", "json", "--jobs", 1, calls);

        assertThat(run.outLines()).hasSize(1);
        JsonNode call = JsonMapper.shared().readTree(run.out()).path("perCall").get(0);
        assertThat(call.path("maxScore").doubleValue())
                .isCloseTo(analysed.path("maxScore").doubleValue(), org.assertj.core.api.Assertions.within(0.051));
        assertThat(call.at("/firstClass/atMs").longValue())
                .isEqualTo(analysed.at("/firstClass/atMs").longValue());
        assertThat(call.path("onsetMs").longValue()).isEqualTo(4000);
    }

    @Test
    void shouldWriteTheReportInSeveralFormsAtOnce() throws Exception {
        label("file,label", "silent.wav,calm");
        Path page = directory.resolve("report.html");
        Path json = directory.resolve("report.json");

        CommandRun run = CommandRun.of("evaluate", "--labels", labels, "--write", page, "--write", json, calls);

        assertThat(run.exitCode()).isZero();
        assertThat(page).content().startsWith("<!doctype html>").endsWith("</html>\n");
        assertThat(JsonMapper.shared().readTree(json.toFile()).path("calls").intValue())
                .isEqualTo(1);
        assertThat(run.errLines())
                .containsExactly("callfuse: note: 1 recording beside the labelled ones without a label");
        assertThat(CommandRun.of("evaluate", "--labels", labels, "--format", "html", calls)
                        .out())
                .isEqualTo(Files.readString(page));
    }

    @Test
    void shouldUseTheThresholdsOfTheConfiguration() throws Exception {
        label("file,label", "voiced.wav,calm");
        Path config = Files.writeString(
                directory.resolve("engine.yaml"), "policy:\n  fuse:\n    enterThreshold: 61\n    dwell: 2s\n");

        CommandRun run = CommandRun.of("evaluate", "-c", config, "--labels", labels, calls);

        assertThat(run.out()).contains("fuse enters at 61, lets go below 60, dwells 2.0 s", "61 (configured)");
    }

    @Test
    void shouldTellEveryFaultOfTheListInALineAndJudgeNothing() throws Exception {
        label("file,label,onset_s", "voiced.wav,furious,", "silent.wav,escalating,", "gone.wav,calm,");

        CommandRun run = CommandRun.of("evaluate", "--labels", labels, calls);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).hasSize(3);
        assertThat(run.errLines().get(0)).startsWith("callfuse: " + labels + ":2: 'furious' is no label");
        assertThat(run.errLines().get(2))
                .startsWith("callfuse: " + labels + ":4: ")
                .endsWith("does not exist");
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    void shouldJudgeTheOthersWhereARecordingTurnsOutBad() throws Exception {
        short[] pcm = new short[24_000];
        TestRecordings.write(calls.resolve("cut.wav"), pcm, 80_000);
        label("file,label,onset_s", "cut.wav,escalating,6", "silent.wav,calm,", "voiced.wav,calm,");

        CommandRun run = CommandRun.of("evaluate", "--labels", labels, calls);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines().get(0)).startsWith("2 calls, ");
        assertThat(run.errLines().get(1))
                .isEqualTo("callfuse: " + labels + ":2: the onset at 6.0 s is not within cut.wav, which is 3.0 s long");
        assertThat(run.errLines().get(2)).isEqualTo("callfuse: 1 of 3 calls left out");
    }

    @Test
    void shouldNameAListThatIsNotThereAndADirectoryThatIsNone() throws Exception {
        assertThat(CommandRun.of("evaluate", "--labels", labels, calls).errLines())
                .containsExactly("callfuse: " + labels + ": no such file or directory");
        label("file,label", "voiced.wav,calm");
        CommandRun run = CommandRun.of("evaluate", "--labels", labels, labels);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly("callfuse: " + labels + ": is no directory");
    }

    @Test
    void shouldSayBeforeItBeginsThatAReportCannotBeWritten() throws Exception {
        label("file,label", "voiced.wav,calm");
        Path nowhere = directory.resolve("nowhere/report.html");
        CommandRun run = CommandRun.of("evaluate", "--labels", labels, "--write", nowhere, calls);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly("callfuse: " + nowhere + ": no report can be written there");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldRefuseAWrongCommandLine() throws Exception {
        label("file,label", "voiced.wav,calm");
        assertThat(CommandRun.of("evaluate", calls).exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("evaluate", "--labels", labels).exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("evaluate", "--labels", labels, "--jobs", 0, calls)
                        .exitCode())
                .isEqualTo(2);
        CommandRun run = CommandRun.of("evaluate", "--labels", labels, "--write", "report.pdf", calls);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("report.pdf", ".html");
    }

    private void label(String... lines) throws Exception {
        Files.write(labels, List.of(lines));
    }
}
