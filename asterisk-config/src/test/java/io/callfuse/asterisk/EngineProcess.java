package io.callfuse.asterisk;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * The real engine, as {@code java -jar callfuse.jar serve} in a process of its own, joined to the lab's Asterisk. It can be
 * stopped and killed as an operator's machine does it. One test thread.
 */
final class EngineProcess implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("callfuse.jar", "../engine/target/callfuse.jar"));

    private final int agiPort = AsteriskLab.freeTcpPort();
    private final int audioPort = AsteriskLab.freeTcpPort();
    private final Path work;
    private final Process process;

    private EngineProcess(AsteriskLab lab, String agentRule) throws IOException {
        work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "engine");
        Files.writeString(work.resolve("callfuse.yaml"), configuration(lab, agentRule));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar");
        builder.command().addAll(List.of(JAR.toAbsolutePath().toString(), "serve", "--config", "callfuse.yaml"));
        builder.environment().put("CALLFUSE_AMI_PASSWORD", lab.amiSecret());
        process = builder.directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile())
                .start();
    }

    /** Starts an engine and waits until it listens and has logged in; without a built jar the test is skipped (CI: fails). */
    static EngineProcess start(AsteriskLab lab, String agentRule) {
        if (!Files.exists(JAR) && !"true".equals(System.getenv("CI"))) {
            throw new TestAbortedException("skipped: " + JAR + " is not built");
        }
        try {
            EngineProcess engine = new EngineProcess(lab, agentRule);
            await().alias("the engine is ready").atMost(Duration.ofSeconds(30)).until(() -> engine.isReady(lab));
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration(AsteriskLab lab, String agentRule) {
        return """
                audiosocket:
                  listen: 127.0.0.1:%d
                agi:
                  listen: 127.0.0.1:%d
                ami:
                  address: 127.0.0.1:%d
                policy:
                  bridged:
                    agent: %s
                archive:
                  directory: archive
                """
                .formatted(audioPort, agiPort, lab.amiPort(), agentRule);
    }

    private boolean isReady(AsteriskLab lab) {
        if (!process.isAlive()) {
            throw new IllegalStateException("the engine ended: " + log());
        }
        return listens(agiPort)
                && listens(audioPort)
                && lab.cli("manager show connected").contains("callfuse");
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    int agiPort() {
        return agiPort;
    }

    /** The extension of the lab that asks this engine. */
    String extension(String way) {
        return extension(way, agiPort);
    }

    /** The same, by way of another AGI port. */
    String extension(String way, int otherAgiPort) {
        return way + "-" + otherAgiPort + "-" + audioPort;
    }

    /** What the engine has printed. */
    String log() {
        try {
            return Files.readString(work.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGSTOP: the process stays, the kernel goes on accepting for it. */
    void stop() {
        signal("STOP");
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        signal("CONT");
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
