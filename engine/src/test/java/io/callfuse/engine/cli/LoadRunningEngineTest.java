package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.Engine;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.models.EmotionModel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code callfuse load --running}, at an engine that somebody else has started. */
@Tag("real-time")
@Timeout(120)
class LoadRunningEngineTest {
    @TempDir
    Path directory;

    private Path calls;
    private Path config;
    private Path token;
    private int webPort;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        calls = Files.createDirectory(directory.resolve("calls"));
        TestRecordings.voiced(calls.resolve("one.wav"), 6);
        TestRecordings.voiced(calls.resolve("two.wav"), 3);
        token = Files.writeString(directory.resolve("token"), "a-token-of-the-test-0123456789\n");
        webPort = freePort();
        config = Files.writeString(
                directory.resolve("engine.yaml"),
                """
                audiosocket: {listen: "127.0.0.1:0", unannounced: watch}
                agi: {listen: "127.0.0.1:0"}
                ami: {enabled: false}
                http: {enabled: true, listen: "127.0.0.1:%d", tokenFile: '%s'}
                archive: {directory: '%s'}
                engine: {gapAfter: 5 s, queueFrames: 512, refuseWhenLate: false}
                """
                        .formatted(webPort, token, directory.resolve("archive")));
        engine = new Engine(ConfigLoader.load(config), EmotionModel.embedded());
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private CommandRun load(Object... more) {
        Object[] arguments = {
            "load",
            "--calls",
            "4",
            "--steps",
            "1",
            "--step",
            "3 s",
            "--warm-up",
            "1 s",
            "--limit",
            "60000",
            "--format",
            "json",
            "--running",
            "http://127.0.0.1:" + webPort,
            "--audio",
            "127.0.0.1:" + engine.audioSocketAddress().getPort()
        };
        Object[] all = new Object[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void shouldFindScoresAndDecisionsAsOffline() throws Exception {
        CommandRun run = load("--token-file", token, "--config", config, calls);

        assertThat(run.err()).isEmpty();
        JsonNode result = JsonMapper.shared().readTree(run.out());
        assertThat(result.at("/calls/faults")).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(result.at("/calls/made").intValue()).isGreaterThanOrEqualTo(4);
        assertThat(result.at("/calls/framesAnalysed").longValue())
                .isEqualTo(result.at("/calls/framesSent").longValue())
                .isPositive();
        JsonNode step = result.at("/steps/0");
        assertThat(step.path("scores").intValue()).isPositive();
        assertThat(step.at("/engine/cores").doubleValue()).isPositive();
        assertThat(step.at("/engine/residentMiB").doubleValue()).isGreaterThan(20);
        assertThat(step.at("/engine/threads").intValue()).isGreaterThan(5);
    }

    @Test
    void shouldNoticeThatTheEngineJudgesByAnotherPolicy() throws Exception {
        Path another =
                Files.writeString(directory.resolve("another.yaml"), "policy: {version: another, classifyBy: 4 s}\n");
        CommandRun run = load("--token-file", token, "--config", another, calls);

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode result = JsonMapper.shared().readTree(run.out());
        assertThat(result.at("/calls/wrong").intValue()).isPositive();
        assertThat(result.at("/calls/faults/0").stringValue()).contains("not those of the offline analysis");
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong"), "another-token-0123456789-abcdef\n");
        assertFault(1, "answers 401: is the token right", load("--token-file", wrong, calls));
        assertFault(2, "--running and --keep do not go together", load("--token-file", token, "--keep", "x", calls));
        assertFault(
                2,
                "--running and --inlet rtp do not go together",
                load("--token-file", token, "--inlet", "rtp", calls));
        assertFault(2, "wants the token", load("--token-file", Files.createFile(directory.resolve("none")), calls));
        CommandRun nobody = CommandRun.of(
                "load", "--running", "http://127.0.0.1:" + freePort(), "--token-file", token, "--calls", "1", calls);
        assertFault(1, "does not answer", nobody);
        CommandRun noUrl = CommandRun.of("load", "--running", "nowhere", "--token-file", token, calls);
        assertFault(2, "is no address such as http://127.0.0.1:9094", noUrl);
    }

    private static void assertFault(int exitCode, String message, CommandRun run) {
        assertThat(run.err()).contains(message).doesNotContain("Exception");
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }
}
