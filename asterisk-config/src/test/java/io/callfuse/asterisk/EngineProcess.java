package io.callfuse.asterisk;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The real engine, as {@code java -jar callfuse.jar serve} in a process of its own, joined to the lab's Asterisk. It can be
 * stopped and killed as an operator's machine does it. One test thread.
 */
final class EngineProcess implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("callfuse.jar", "../engine/target/callfuse.jar"));

    private static final String ASYNC = "# answers asynchronous AGI\n";

    /** Many engines that start at once on a busy machine are answered late. */
    private static final String PATIENT = ", responseTimeout: 30 s";

    private static final String QUICK = "fuse: {enterThreshold: 20, exitThreshold: 10, dwell: 0 s}, ";

    private final int agiPort;
    private final int audioPort;
    private final Path work;
    private final Process process;

    private EngineProcess(AsteriskLab lab, String policy, String more, String ami) throws IOException {
        agiPort = AsteriskLab.freeTcpPort();
        audioPort = AsteriskLab.freeTcpPort();
        work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "engine");
        // A file may name a section once.
        String agi = more.contains(ASYNC) ? "  async: callfuse" + agiPort + "\n" : "";
        Files.writeString(
                work.resolve("callfuse.yaml"),
                configuration(ami, policy).replace("ami:\n", agi + "ami:\n")
                        + more.replace(ASYNC, "").formatted(agiPort));
        process = launch(lab, work);
    }

    private EngineProcess(AsteriskLab lab, EngineProcess before) throws IOException {
        agiPort = before.agiPort;
        audioPort = before.audioPort;
        work = before.work;
        process = launch(lab, work);
    }

    private static Process launch(AsteriskLab lab, Path work) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar");
        builder.command().addAll(List.of(JAR.toAbsolutePath().toString(), "serve", "--config", "callfuse.yaml"));
        builder.environment().put("CALLFUSE_AMI_PASSWORD", lab.amiSecret());
        builder.environment().put("CALLFUSE_ARI_PASSWORD", lab.amiSecret());
        return builder.directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile())
                .start();
    }

    /** Starts an engine and waits until it listens and has logged in; without a built jar the test is skipped (CI: fails). */
    static EngineProcess start(AsteriskLab lab, String agentRule) {
        return start(lab, agent(agentRule), "");
    }

    /** Starts one whose fuse trips at the first words of an angry caller, with these options of {@code policy}; with ARI. */
    static EngineProcess startQuick(AsteriskLab lab, String policy) {
        return startQuick(lab, policy, "");
    }

    /** The same with more lines of configuration. */
    static EngineProcess startQuick(AsteriskLab lab, String policy, String more) {
        String ami = "address: 127.0.0.1:" + lab.amiPort() + PATIENT.replace(",", "\n ");
        return start(lab, QUICK + policy, ari(lab, "callfuse%d" + PATIENT) + more, ami);
    }

    /** Starts a quick one that asks each second how busy the queues are. */
    static EngineProcess startChoosing(AsteriskLab lab, String policy) {
        return startChoosing(lab, policy, "");
    }

    /** The same with more lines of configuration. */
    static EngineProcess startChoosing(AsteriskLab lab, String policy, String more) {
        String ami = "address: 127.0.0.1:" + lab.amiPort() + "\n  queuesEvery: 1 s" + PATIENT.replace(",", "\n ");
        return start(lab, QUICK + policy, more, ami);
    }

    private static String agent(String rule) {
        return "bridged: {agent: " + rule + "}";
    }

    private static String ari(AsteriskLab lab, String app) {
        return "ari: {enabled: true, address: '127.0.0.1:" + lab.httpPort() + "', app: " + app + "}\n";
    }

    /** Starts one that also serves an ARI application of its own, {@code callfuse} and its AGI port, and taps by ARI. */
    static EngineProcess startWithAri(AsteriskLab lab) {
        return startWithAri(lab, "callfuse%d");
    }

    /** The same with taps whose audio comes on another way; also takes the WebSockets that Asterisk opens. */
    static EngineProcess startWithAri(AsteriskLab lab, String media, String format) {
        String more = "ari: {enabled: true, address: '127.0.0.1:" + lab.httpPort() + "', app: callfuse%d}\n"
                + "tap: {by: ari, media: " + media + ", format: " + format + "}\n"
                + "rtp: {enabled: true, listen: '127.0.0.1:" + AsteriskLab.freeUdpPort() + "'}\n"
                + "websocket: {enabled: true, listen: '" + lab.webSocket() + "'}\n";
        return start(lab, agent("keep"), more);
    }

    /** The same for the application of an engine that is gone. */
    static EngineProcess startWithAri(AsteriskLab lab, String app) {
        return start(lab, agent("keep"), ari(lab, app) + "tap: {by: ari}\n");
    }

    /** Starts one that answers asynchronous AGI under the name {@code callfuse} and its AGI port. */
    static EngineProcess startAnsweringAsync(AsteriskLab lab) {
        return start(lab, agent("keep"), ASYNC);
    }

    /** Starts one with more lines of configuration, in which {@code %d} stands for its AGI port. */
    static EngineProcess startWith(AsteriskLab lab, String more) {
        return start(lab, agent("keep"), more);
    }

    /** Starts one with this section {@code policy} and more lines, that looks for a lost manager once a second. */
    static EngineProcess startDeciding(AsteriskLab lab, String policy, String more) {
        String ami = "address: 127.0.0.1:" + lab.amiPort() + "\n  reconnect: {initial: 100 ms, max: 1 s}"
                + PATIENT.replace(",", "\n ");
        return start(lab, policy, more, ami);
    }

    /**
     * Starts a quick one that reaches AMI and ARI over TLS, trusts these certificates, and taps by ARI over a WebSocket, over TLS, too.
     * Waits for nothing: it may trust a wrong one.
     */
    static EngineProcess launchOverTls(AsteriskLab lab, Path amiTrust, Path ariTrust) {
        String more = "ari: {enabled: true, app: callfuse%d, address: '127.0.0.1:" + lab.httpsPort()
                + "', tls: true, trustFile: '" + ariTrust + "'" + PATIENT
                + "}\ntap: {by: ari, media: websocket, format: slin}\n";
        String ami = "address: 127.0.0.1:" + lab.amisPort() + "\n  tls: true\n  trustFile: '" + amiTrust + "'"
                + PATIENT.replace(",", "\n ");
        return launched(lab, QUICK + agent("keep"), more, ami);
    }

    /** Starts one that reaches the manager by a cable. */
    static EngineProcess start(AsteriskLab lab, Cable manager) {
        return start(lab, agent("keep"), "", "address: 127.0.0.1:" + manager.port());
    }

    private static EngineProcess start(AsteriskLab lab, String policy, String more) {
        return start(lab, policy, more, "address: 127.0.0.1:" + lab.amiPort());
    }

    private static EngineProcess start(AsteriskLab lab, String policy, String more, String ami) {
        return ready(launched(lab, policy, more, ami), lab);
    }

    private static EngineProcess launched(AsteriskLab lab, String policy, String more, String ami) {
        if (!Files.exists(JAR) && !"true".equals(System.getenv("CI"))) {
            throw new TestAbortedException("skipped: " + JAR + " is not built");
        }
        try {
            return new EngineProcess(lab, policy, more, ami);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an engine with the configuration, ports and archive of this one, which was killed. */
    EngineProcess again(AsteriskLab lab) {
        try {
            process.waitFor();
            return ready(new EngineProcess(lab, this), lab);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the engine ended", e);
        }
    }

    private static EngineProcess ready(EngineProcess engine, AsteriskLab lab) {
        await().alias("the engine is ready").atMost(Duration.ofSeconds(60)).until(() -> engine.isReady(lab));
        return engine;
    }

    /** A command of the jar, not started yet. */
    static ProcessBuilder command(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toAbsolutePath().toString());
        builder.command().addAll(List.of(arguments));
        return builder;
    }

    private String configuration(String ami, String policy) {
        return """
                audiosocket:
                  listen: 127.0.0.1:%d
                agi:
                  listen: 127.0.0.1:%d
                ami:
                  %s
                policy: {%s}
                engine:
                  drainWithin: 5 s
                archive:
                  directory: archive
                """
                .formatted(audioPort, agiPort, ami, policy);
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

    /** The ARI application that the lab's dialplan takes for this engine's. */
    String app() {
        return "callfuse" + agiPort;
    }

    /** The extension of the lab that asks this engine. */
    String extension(String way) {
        return extension(way, agiPort);
    }

    /** The same, by way of another AGI port. */
    String extension(String way, int otherAgiPort) {
        return way + "-" + otherAgiPort + "-" + audioPort;
    }

    /** Puts another text in place of what is in the configuration of the running engine, in one step. */
    void reconfigure(String before, String after) {
        Path file = work.resolve("callfuse.yaml");
        try {
            String text = Files.readString(file);
            if (!text.contains(before)) {
                throw new IllegalArgumentException(before + " is not in " + text);
            }
            Path fresh = Files.writeString(work.resolve("fresh.yaml"), text.replace(before, after));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the engine has printed. */
    String log() {
        try {
            return Files.readString(work.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of the archive so far, oldest first. */
    List<String> archive() {
        try (var files = Files.list(archiveDirectory())) {
            List<String> lines = new java.util.ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                // The engine writes meanwhile: what has no line break yet is no line.
                String text = Files.readString(file);
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the archive lies. */
    Path archiveDirectory() {
        return work.resolve("archive");
    }

    /** SIGSTOP: the process stays, the kernel goes on accepting for it. */
    void stop() {
        signal("STOP");
    }

    /** SIGTERM: drains. */
    void terminate() {
        signal("TERM");
    }

    /** How it ended; empty if it has not within this time. */
    OptionalInt exitCode(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** The records of calls that are over. */
    List<String> records() {
        try (Stream<Path> files = Files.list(work.resolve("archive"))) {
            List<String> records = new ArrayList<>();
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".jsonl")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("\"type\":\"call\""))
                        .forEach(records::add);
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CPU time that the engine has used since it was started. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
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
