package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("real-time")
@Timeout(180)
class LoadCommandTest {
    @TempDir
    Path directory;

    private Path calls;
    private Path config;

    /** An engine that forgives a machine that stands still for some seconds. */
    @BeforeEach
    void record() throws Exception {
        calls = Files.createDirectory(directory.resolve("calls"));
        TestRecordings.voiced(calls.resolve("one.wav"), 8);
        TestRecordings.voiced(calls.resolve("two.wav"), 3);
        config = Files.writeString(
                directory.resolve("engine.yaml"),
                "engine: {gapAfter: 5 s, queueFrames: 512, refuseWhenLate: false}\nrtp: {jitterDelay: 500 ms}\n");
    }

    @Test
    void shouldFindEveryScoreAndDecisionOfManyCallsAsOffline() throws Exception {
        Path page = directory.resolve("load.html");
        CommandRun run = CommandRun.of(
                "load",
                "--calls",
                "6",
                "--steps",
                "2",
                "--step",
                "2 s",
                "--warm-up",
                "1 s",
                "--limit",
                "60000",
                "--inlet",
                "websocket",
                "--format",
                "json",
                "--write",
                page,
                "--config",
                config,
                calls);

        JsonNode result = JsonMapper.shared().readTree(run.out());
        assertThat(run.err()).isEmpty();
        assertThat(result.at("/calls/faults")).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(result.at("/recordings/count").intValue()).isEqualTo(2);
        assertThat(result.path("steps")).hasSize(2);
        JsonNode last = result.at("/steps/1");
        assertThat(last.path("calls").intValue()).isEqualTo(6);
        assertThat(last.path("scores").intValue()).isPositive();
        assertThat(last.path("missingScores").intValue()
                        + last.path("differentScores").intValue())
                .isZero();
        assertThat(last.at("/engine/residentMiB").doubleValue()).isGreaterThan(20);
        assertThat(result.at("/calls/made").intValue()).isGreaterThan(6);
        assertThat(result.at("/calls/framesAnalysed").longValue())
                .isEqualTo(result.at("/calls/framesSent").longValue())
                .isPositive();
        assertThat(Files.readString(page)).contains("Callfuse under load", "<svg", "Frame to score");
    }

    /** From 48 calls on, packets gather before they are read, and frames before they are heard. */
    @ParameterizedTest
    @ValueSource(strings = {"audiosocket", "rtp"})
    void shouldLoseNothingOfACrowd(String inlet) throws Exception {
        CommandRun run = CommandRun.of(
                "load",
                "--calls",
                "60",
                "--steps",
                "1",
                "--step",
                "3 s",
                "--warm-up",
                "1 s",
                "--limit",
                "60000",
                "--inlet",
                inlet,
                "--format",
                "json",
                "--config",
                config,
                calls);

        JsonNode result = JsonMapper.shared().readTree(run.out());
        assertThat(result.at("/calls/faults")).isEmpty();
        assertThat(result.at("/calls/wrong").intValue()).isZero();
        assertThat(result.at("/calls/made").intValue()).isGreaterThanOrEqualTo(60);
        assertThat(result.at("/calls/framesAnalysed").longValue())
                .isEqualTo(result.at("/calls/framesSent").longValue())
                .isPositive();
    }

    @Test
    void shouldSayThatAnEngineHasRoomForFewerCalls() throws Exception {
        Path small = Files.writeString(
                directory.resolve("small.yaml"),
                "engine: {maxCalls: 2, gapAfter: 5 s, queueFrames: 512, refuseWhenLate: false}\n");
        CommandRun run = CommandRun.of(
                "load", "--calls", "4", "--steps", "1", "--step", "2 s", "--warm-up", "1 s", "--config", small, calls);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("the engine closed the stream");
    }

    @Test
    void shouldKeepTheEnginesLogsWhereThatIsWished() {
        Path home = directory.resolve("home");
        CommandRun run = CommandRun.of(
                "load",
                "--calls",
                "1",
                "--steps",
                "1",
                "--step",
                "1 s",
                "--warm-up",
                "1 s",
                "--limit",
                "60000",
                "--keep",
                home,
                "--config",
                config,
                calls.resolve("two.wav"));

        assertThat(run.exitCode()).isZero();
        assertThat(home.resolve("engine.log")).isRegularFile();
        assertThat(home.resolve("engine.yaml")).isNotEmptyFile();
        assertThat(home.resolve("archive")).isDirectory();
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        assertFault(2, "--step 'soon' is no time such as '30 s' or '5 min'", "load", "--step", "soon", calls);
        assertFault(2, "--find-knee and --soak do not go together", "load", "--find-knee", "--soak", "1 min", calls);
        assertFault(2, "a name that ends in .txt, .json or .html", "load", "--write", "report.pdf", calls);
        assertFault(2, "calls, steps, rate, speed and limit must be over 0", "load", "--calls", "0", calls);
        assertFault(1, "nowhere does not exist", "load", directory.resolve("nowhere"));
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertFault(1, "no WAV, FLAC, pcap or pcapng file below it", "load", empty);
        Path noise = Files.writeString(directory.resolve("noise.wav"), "not a recording");
        assertFault(1, "noise.wav is neither a WAV nor a FLAC file", "load", noise);
        assertFault(1, "no recording is left to send", "load", noise);
    }

    private static void assertFault(int exitCode, String message, Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).contains(message).doesNotContain("Exception");
    }
}
