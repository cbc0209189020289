package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(240)
class DemoCommandTest {
    @TempDir
    Path directory;

    @Test
    void shouldTripOnEveryUpsetCallerOfTheDemoAndOnNobodyElse() throws Exception {
        Path out = directory.resolve("demo");

        CommandRun run = CommandRun.of("demo", "--out", out);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        List<String> reports = Files.readAllLines(out.resolve("reports.jsonl"));
        assertThat(reports).hasSize(8);
        for (String line : reports) {
            JsonNode report = JsonMapper.shared().readTree(line);
            String call = report.path("call").stringValue();
            boolean upset = call.contains("angry") || call.contains("escalating");
            assertThat(report.path("trip").isNull()).as(call).isNotEqualTo(upset);
            assertThat(report.path("decision").path("atMs").longValue())
                    .as(call)
                    .isLessThanOrEqualTo(60_000);
            assertThat(report.path("decision").path("route").stringValue())
                    .as(call)
                    .isEqualTo(upset ? "soothing" : "none");
            if (call.contains("escalating")) {
                assertThat(report.path("trip").path("atMs").longValue())
                        .as(call)
                        .isBetween(20_000L, 60_000L);
            }
            assertThat(out.resolve(call.replace(".wav", ".png"))).isNotEmptyFile();
            assertThat(run.out()).contains(call);
        }
    }

    @Test
    void shouldMakeTheSameOfALiveCallAsOfItsRecording() throws Exception {
        Path voiced = TestRecordings.voiced(directory.resolve("voiced.wav"), 20);
        Path out = directory.resolve("demo");

        CommandRun demo = CommandRun.of("demo", "--out", out, voiced);
        CommandRun analyze =
                CommandRun.of("analyze", "--format", "json", "--config", out.resolve("engine.yaml"), voiced);

        assertThat(demo.exitCode()).isZero();
        assertThat(Files.readString(out.resolve("reports.jsonl"))).isEqualTo(analyze.out());
    }

    @Test
    void shouldPlayTheRecordingsOfADirectoryByName() throws Exception {
        Path calls = Files.createDirectory(directory.resolve("calls"));
        TestRecordings.voiced(calls.resolve("b.wav"), 3);
        TestRecordings.silent(calls.resolve("a.WAV"), 3);
        Files.writeString(calls.resolve("notes.txt"), "no call");

        CommandRun run = CommandRun.of("demo", "--out", directory.resolve("out"), calls);

        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines().get(2)).startsWith("a.WAV");
        assertThat(run.outLines().get(3)).startsWith("b.wav");
        assertThat(run.out()).contains("2 calls, 6 s of audio").doesNotContain("notes");
    }

    @Test
    void shouldFailWithALineForARecordingThatCannotBePlayedAndPlayTheOthers() throws Exception {
        Path text = Files.writeString(directory.resolve("text.wav"), "no recording at all");
        Path voiced = TestRecordings.voiced(directory.resolve("voiced.wav"), 3);

        CommandRun run = CommandRun.of("demo", "--out", directory.resolve("out"), text, voiced);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("callfuse: ")
                .contains("text.wav");
        assertThat(run.out()).contains("voiced.wav");
    }

    @Test
    void shouldSayThatADirectoryHoldsNoRecording() throws Exception {
        Path nothing = Files.createDirectory(directory.resolve("nothing"));

        CommandRun run = CommandRun.of("demo", "--out", directory.resolve("out"), nothing);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("nothing: no WAV or FLAC file");
    }
}
