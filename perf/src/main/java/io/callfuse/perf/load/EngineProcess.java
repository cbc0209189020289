package io.callfuse.perf.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An engine in a process of its own, on a free port of the loopback, so that its CPU can be told from the sender's. */
final class EngineProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final InetSocketAddress audioSocket;
    private final Path archive;

    private EngineProcess(Process process, InetSocketAddress audioSocket, Path archive) {
        this.process = process;
        this.audioSocket = audioSocket;
        this.archive = archive;
    }

    /**
     * Starts an engine and waits until it accepts streams.
     *
     * @param jar the runnable jar
     * @param home an empty folder for its configuration, log and archive
     * @param jvmFlags flags for its Java, such as {@code -Xmx512m}
     * @throws IOException if it does not come up; the message names its log
     */
    static EngineProcess start(Path jar, Path home, List<String> jvmFlags) throws IOException, InterruptedException {
        InetSocketAddress audioSocket = freePort();
        Path archive = home.resolve("archive");
        Path config = Files.writeString(
                home.resolve("engine.yaml"),
                """
                audiosocket:
                  listen: 127.0.0.1:%d
                  unannounced: watch
                agi:
                  listen: 127.0.0.1:%d
                engine:
                  drainWithin: 0 s
                ami:
                  enabled: false
                archive:
                  directory: %s
                """
                        .formatted(audioSocket.getPort(), freePort().getPort(), archive));
        Path log = home.resolve("engine.log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmFlags);
        command.addAll(List.of("-jar", jar.toString(), "serve", "--config", config.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        EngineProcess engine = new EngineProcess(process, audioSocket, archive);
        engine.awaitListening(log);
        return engine;
    }

    private static InetSocketAddress freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private void awaitListening(Path log) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + START_LIMIT.toNanos();
        while (deadlineNs - System.nanoTime() > 0 && process.isAlive()) {
            try (Socket probe = new Socket()) {
                probe.connect(audioSocket, 200);
                return;
            } catch (IOException notYet) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        process.destroyForcibly();
        throw new IOException("the engine did not come up; its log is " + log + ":\n" + Files.readString(log));
    }

    /** Where it takes AudioSocket streams. */
    InetSocketAddress audioSocket() {
        return audioSocket;
    }

    /** The folder of its archive. */
    Path archive() {
        return archive;
    }

    /** CPU time it has used so far, all its threads and collectors together. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Ends it in an orderly way, so that every call leaves its report. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
