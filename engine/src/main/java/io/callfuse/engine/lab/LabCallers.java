package io.callfuse.engine.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many callers at once, all by one SIPp: each speaks a recording, hangs up, and another calls. One thread. */
public final class LabCallers implements AutoCloseable {
    private static final int GOODBYE_SECONDS = 5;
    private static final byte[] QUIT = {'q'};

    private final Process process;
    private final Path output;
    private final Path counts;
    private final Path errors;
    private final int controlPort;
    private FileTime read = FileTime.fromMillis(0);
    private Counts last = Counts.NONE;
    private boolean quitting;

    LabCallers(Process process, Path output, Path folder, int controlPort) {
        this.process = process;
        this.output = output;
        this.controlPort = controlPort;
        counts = folder.resolve("stat-" + controlPort + ".csv");
        errors = folder.resolve("errors-" + controlPort);
    }

    /**
     * How many calls there were.
     *
     * @param begun so far
     * @param running now
     * @param failed that ended otherwise than a call does
     */
    public record Counts(long begun, long running, long failed) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    /** What SIPp last said; it does so once a second. */
    public Counts counts() throws IOException {
        FileTime written = Files.exists(counts) ? Files.getLastModifiedTime(counts) : read;
        if (!written.equals(read)) {
            read = written;
            List<String> lines = Files.readAllLines(counts);
            last = lines.size() < 2 ? Counts.NONE : counts(lines.get(0), whole(lines));
        }
        return last;
    }

    /** The last line may be half written. */
    private static String whole(List<String> lines) {
        long columns = columns(lines.get(0));
        for (int i = lines.size() - 1; i > 0; i--) {
            if (columns(lines.get(i)) == columns) {
                return lines.get(i);
            }
        }
        return lines.get(0);
    }

    private static long columns(String line) {
        return line.chars().filter(c -> c == ';').count();
    }

    static Counts counts(String heads, String line) {
        List<String> names = Arrays.asList(heads.split(";", -1));
        String[] values = line.split(";", -1);
        return new Counts(
                number(names, values, "OutgoingCall(C)"),
                number(names, values, "CurrentCall"),
                number(names, values, "FailedCall(C)"));
    }

    private static long number(List<String> names, String[] values, String name) {
        int column = names.indexOf(name);
        return column < 0 || column >= values.length || !values[column].matches("\\d+")
                ? 0
                : Long.parseLong(values[column]);
    }

    /** No more call; who speaks does so to his end. */
    public void callNoMore() throws IOException {
        if (!quitting && process.isAlive()) {
            quitting = true;
            quit();
        }
    }

    private void quit() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(QUIT, 1, InetAddress.getLoopbackAddress(), controlPort));
        }
    }

    /** True when the last of them has hung up. */
    public boolean isOver() {
        return !process.isAlive();
    }

    /** The number of SIPp's process. */
    public long pid() {
        return process.pid();
    }

    /** Why calls failed, or SIPp did, one line; empty where nothing is known of it. */
    public String complaint() throws IOException {
        if (Files.exists(errors)) {
            for (String line : Files.readAllLines(errors)) {
                // At the end of his recording a caller hangs up: SIPp takes note of it as of an error.
                if (line.matches("\\d{4}-\\d\\d-\\d\\d\t.*") && !line.contains("jumping to label")) {
                    return line.replaceFirst("^\\S+\\s+\\S+\\s+\\S+\\s*", "");
                }
            }
        }
        return process.isAlive()
                ? ""
                : new LabScript.Result(process.exitValue() == 0, Files.readString(output)).fault();
    }

    /** Ends whoever still calls: first with a goodbye. */
    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                quit();
                quit();
            }
        } catch (IOException unheard) {
            process.destroy();
        }
        if (!Patience.awaitEnd(process, GOODBYE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
