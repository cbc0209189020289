package io.callfuse.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real Asterisk, run by the module's {@code lab} script on free ports of the loopback interface. Any thread may ask it. */
final class AsteriskLab implements AutoCloseable {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final AtomicInteger NEXT_TCP_PORT =
            new AtomicInteger(20_000 + (int) (ProcessHandle.current().pid() % 10_000));

    private final Map<String, String> settings = new LinkedHashMap<>();

    private AsteriskLab() {
        settings.put(
                "CALLFUSE_LAB", setting("CALLFUSE_LAB", HERE.resolve(".lab").toString()));
        settings.put("SIP_PORT", setting("SIP_PORT", Integer.toString(freeUdpPort())));
        settings.put("AMI_PORT", setting("AMI_PORT", Integer.toString(freeTcpPort())));
        settings.put("HTTP_PORT", setting("HTTP_PORT", Integer.toString(freeTcpPort())));
        settings.put("AMIS_PORT", setting("AMIS_PORT", Integer.toString(freeTcpPort())));
        settings.put("HTTPS_PORT", setting("HTTPS_PORT", Integer.toString(freeTcpPort())));
        settings.put("AGENT_PORT", setting("AGENT_PORT", Integer.toString(freeUdpPort())));
        settings.put("AUDIOSOCKET", setting("AUDIOSOCKET", "127.0.0.1:" + freeTcpPort()));
        settings.put("WEBSOCKET", setting("WEBSOCKET", "127.0.0.1:" + freeTcpPort()));
        settings.put("AGI", setting("AGI", "127.0.0.1:" + freeTcpPort()));
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    /** Starts Asterisk, fetching it first where this machine has never run it; says why when it cannot. */
    static AsteriskLab start() {
        AsteriskLab lab = new AsteriskLab();
        lab.run(240, "down");
        SelfSigned.make(lab.directory().resolve("tls"), "asterisk");
        lab.run(240, "up");
        return lab;
    }

    /** Ends Asterisk with all its calls, and starts it again on the same ports. */
    void restart() {
        stop();
        startAgain();
    }

    /** Ends Asterisk with all its calls; whoever does so starts it again, for it is that of the whole run. */
    void stop() {
        run(30, "down");
    }

    /** Starts Asterisk on the same ports, where it was stopped. */
    void startAgain() {
        run(60, "up");
    }

    /** CPU time that Asterisk has used since it was started. */
    Duration cpu() {
        long pid = Long.parseLong(read(directory().resolve("asterisk.pid")).strip());
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /** Where the lab keeps its state. */
    Path directory() {
        return Path.of(settings.get("CALLFUSE_LAB"));
    }

    /** The files by which SIPp plays the phones. */
    Path scenario(String name) {
        return HERE.resolve("lab.d").resolve(name);
    }

    /** A sound file of the lab: a tone of two seconds, 880, 1200 or 1500 Hz. */
    String tone(int frequencyHz) {
        return directory().resolve("var/tones/" + frequencyHz).toString();
    }

    int sipPort() {
        return Integer.parseInt(settings.get("SIP_PORT"));
    }

    int amiPort() {
        return Integer.parseInt(settings.get("AMI_PORT"));
    }

    /** Where the lab's dialplan looks for an engine's AudioSocket. */
    String audioSocket() {
        return settings.get("AUDIOSOCKET");
    }

    /** Where the lab's Asterisk opens WebSockets. */
    String webSocket() {
        return settings.get("WEBSOCKET");
    }

    /** Where the lab's dialplan looks for an engine's AGI. */
    String agi() {
        return settings.get("AGI");
    }

    int httpPort() {
        return Integer.parseInt(settings.get("HTTP_PORT"));
    }

    /** Where AMI speaks TLS. */
    int amisPort() {
        return Integer.parseInt(settings.get("AMIS_PORT"));
    }

    /** Where the HTTP server speaks TLS. */
    int httpsPort() {
        return Integer.parseInt(settings.get("HTTPS_PORT"));
    }

    /** The certificate by which this Asterisk speaks TLS. */
    Path certificate() {
        return directory().resolve("tls/asterisk.crt");
    }

    /** The secret of the AMI user {@code callfuse}. */
    String amiSecret() {
        return read(directory().resolve("ami-secret")).strip();
    }

    /** Runs one console command and returns what it printed. */
    String cli(String command) {
        return run(20, "cli", command);
    }

    /** How many channels there are now, helpers included. */
    int channels() {
        return (int) channelNames(".+!.*").count();
    }

    /** How many bridges of taps there are now. */
    int bridges() {
        return bridges("");
    }

    /** How many of these belong to the engine of this application. */
    int bridges(String app) {
        return (int) cli("bridge show all")
                .lines()
                .filter(line -> line.contains(app + "-tap-"))
                .count();
    }

    /** The channel that called this extension and is still there. */
    Optional<String> channelOf(String extension) {
        return channelNames("PJSIP/caller-.*")
                .filter(channel -> cli("core show channel " + channel).lines().anyMatch(line -> line.strip()
                        .equals("LAB_CALLED=" + extension)))
                .findFirst();
    }

    /** The channel with which the caller of this extension is bridged. */
    Optional<String> peerOf(String extension) {
        String caller = channelOf(extension).orElse("");
        List<String[]> rows = channelRows();
        Optional<String> bridge = rows.stream()
                .filter(row -> row[0].equals(caller))
                .map(row -> row[row.length - 2])
                .findFirst();
        return rows.stream()
                .filter(row -> bridge.filter(row[row.length - 2]::equals).isPresent() && !row[0].equals(caller))
                .map(row -> row[0])
                .findFirst();
    }

    /** Whether a tap hears this channel by ChanSpy now. */
    boolean isSpied(String channel) {
        List<String[]> rows = channelRows();
        return rows.stream()
                .filter(row -> row[0].equals(channel))
                .map(row -> row[row.length - 1] + ",")
                .anyMatch(id -> rows.stream().anyMatch(row -> row[5].equals("ChanSpy") && row[6].startsWith(id)));
    }

    /** Name, context, extension, priority, state, application, its data and more; the last are the bridge and the uniqueid. */
    private List<String[]> channelRows() {
        return cli("core show channels concise")
                .lines()
                .map(row -> row.split("!"))
                .filter(row -> row.length > 8)
                .toList();
    }

    /** A variable of the channel that called this extension; empty where there is no such channel or variable. */
    String variable(String extension, String name) {
        return channelOf(extension).stream()
                .flatMap(channel -> cli("core show channel " + channel).lines())
                .map(String::strip)
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** Hangs up every channel that is now at this {@code context!extension} of the dialplan. */
    void hangUpAt(String place) {
        channelNames("[^!]+!" + place + "!.*").forEach(this::hangUp);
    }

    void hangUp(String channel) {
        cli("channel request hangup " + channel);
    }

    /** Hangs up every caller: a phone that is only closed says no BYE. */
    void hangUpCallers() {
        channelNames("PJSIP/caller-.*").forEach(this::hangUp);
    }

    private Stream<String> channelNames(String rowPattern) {
        return cli("core show channels concise")
                .lines()
                .filter(row -> row.matches(rowPattern))
                .map(row -> row.split("!", 2)[0]);
    }

    /** The call records written so far, oldest first. */
    List<CallRecord> records() {
        Path file = directory().resolve("log/cdr-custom/lab.csv");
        return Files.exists(file) ? read(file).lines().map(CallRecord::parse).toList() : List.of();
    }

    /** The record of the call to this extension, once it is over. */
    Optional<CallRecord> recordOf(String extension) {
        return records().stream()
                .filter(row -> row.userField().startsWith(extension + " "))
                .findFirst();
    }

    /** What Asterisk logged since it was started first in this directory. */
    String log() {
        return read(directory().resolve("log/full"));
    }

    /** What it has complained of in its configuration since it was started last. */
    List<String> complaints() {
        String log = log();
        return log.substring(Math.max(0, log.lastIndexOf("Asterisk Dynamic Loader Starting")))
                .lines()
                .filter(line -> line.matches(".*(WARNING|ERROR).*(unknown|Unknown|nvalid).*"))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(int limitSeconds, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(HERE.resolve("lab").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(settings);
        try {
            Path output = Files.createTempFile("lab", ".out");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
            String printed = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("lab " + String.join(" ", arguments) + " failed: " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in lab " + arguments[0], e);
        }
    }

    @Override
    public void close() {
        run(30, "down");
    }

    /** A port that no other test of this run was given, and no connection gets by itself. */
    static int freeTcpPort() {
        for (int port = NEXT_TCP_PORT.getAndIncrement(); port < 32_768; port = NEXT_TCP_PORT.getAndIncrement()) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no TCP port under 32768 is free");
    }

    static int freeUdpPort() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
