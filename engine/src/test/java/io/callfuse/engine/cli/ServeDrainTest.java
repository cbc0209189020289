package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a real process with a call in progress. */
@Timeout(120)
class ServeDrainTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Process process;
    private int port;

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldHearTheCallToItsEndTakeNoNewOneAndLeaveWithZero() throws Exception {
        serve("60 s");
        CallId id = CallId.random();
        try (Socket call = call(id)) {
            signal("TERM");
            await().atMost(SOON).until(() -> log().contains("no new calls; 1 go on"));
            try (Socket late = call(CallId.random())) {
                assertThat(late.getInputStream().readNBytes(3)).isEqualTo(new byte[] {0, 0, 0});
            }
            assertThat(process.isAlive()).isTrue();
            call.getOutputStream().write(frame());
        }
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(records()).singleElement().asString().contains(id.toString(), "\"endedBy\":\"stream-ended\"");
    }

    @Test
    void shouldEndCallsWithARecordWhenTheirTimeIsOver() throws Exception {
        serve("200 ms");
        CallId id = CallId.random();
        try (Socket call = call(id)) {
            signal("TERM");
            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(call.isConnected()).isTrue();
        }
        assertThat(records()).singleElement().asString().contains(id.toString(), "\"endedBy\":\"engine-stopped\"");
    }

    @Test
    void shouldNotWaitWhenItIsToldToStopOnceMore() throws Exception {
        serve("10 min");
        CallId id = CallId.random();
        try (Socket call = call(id)) {
            signal("TERM");
            await().atMost(SOON).until(() -> log().contains("no new calls; 1 go on"));
            // Not INT, which a process in the background of a script never hears.
            signal("TERM");
            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(call.isConnected()).isTrue();
        }
        assertThat(records()).singleElement().asString().contains("\"endedBy\":\"engine-stopped\"");
    }

    private void serve(String drainWithin) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(
                directory.resolve("engine.yaml"),
                """
                audiosocket: {listen: '127.0.0.1:%d', unannounced: watch}
                agi: {listen: '127.0.0.1:0'}
                ami: {enabled: false}
                engine: {workers: 1, drainWithin: %s}
                recognition: {model: none}
                archive: {directory: '%s'}
                """
                        .formatted(port, drainWithin, directory.resolve("archive")));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CallfuseCommand.class.getName(),
                        "serve",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        await().atMost(SOON).until(() -> log().contains("callfuse: serving"));
    }

    private Socket call(CallId id) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        ByteBuffer hello = ByteBuffer.allocate(19).put((byte) 1).putShort((short) 16);
        hello.putLong(id.uuid().getMostSignificantBits()).putLong(id.uuid().getLeastSignificantBits());
        socket.getOutputStream().write(hello.array());
        socket.getOutputStream().write(frame());
        if (!log().contains("no new calls")) {
            // The first silence of the engine says that the stream was taken.
            assertThat(socket.getInputStream().readNBytes(323)).hasSize(323);
        }
        return socket;
    }

    private static byte[] frame() {
        return ByteBuffer.allocate(323).put((byte) 0x10).putShort((short) 320).array();
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> records() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("archive"))) {
            return Files.readAllLines(files.filter(file -> file.toString().endsWith(".jsonl"))
                            .findFirst()
                            .orElseThrow())
                    .stream()
                    .filter(line -> line.contains(":call\""))
                    .toList();
        }
    }
}
