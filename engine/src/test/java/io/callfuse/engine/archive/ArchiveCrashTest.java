package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on a real file system: one is killed while it writes, one comes to the end of its disk. */
@Timeout(120)
class ArchiveCrashTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    // A file may grow to this size and not a byte further, which is how a full disk looks to the one who writes.
    private static final int DISK_KILOBYTES = 512;

    @TempDir
    Path temporary;

    private Process child;
    private BufferedReader output;
    private final Set<String> acknowledged = new HashSet<>();

    @AfterEach
    void endChild() {
        if (child != null) {
            child.destroyForcibly();
        }
    }

    @RepeatedTest(3)
    void shouldLoseNothingThatWasAcknowledgedWhenTheProcessIsKilled() throws Exception {
        start(javaCommand());
        while (acknowledged.size() < 1500) {
            readLine();
        }
        // By its handle: the process itself would close the pipe from which the last acknowledgements are still to be
        // read.
        child.toHandle().destroyForcibly();
        readRest();
        assertThat(child.waitFor())
                .as("exit status of a process that was killed by signal 9")
                .isEqualTo(128 + 9);
        List<String> found = reopenAndRead();
        assertThat(found).doesNotHaveDuplicates().containsAll(acknowledged);
    }

    @Test
    void shouldWaitForTheDiskToHaveRoomAgainAndKeepEveryLineWhole() throws Exception {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -S -f " + DISK_KILOBYTES + "; exec \"$@\"", "-"));
        command.addAll(javaCommand());
        start(command);
        readUntil("failures 3");
        int beforeRoom = acknowledged.size();
        assertThat(beforeRoom).isPositive();
        giveRoom();
        while (acknowledged.size() < beforeRoom + 1000) {
            readLine();
        }
        child.getOutputStream().close();
        readRest();
        assertThat(child.waitFor()).isZero();
        List<String> found = reopenAndRead();
        assertThat(found).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(files(".torn")).as("no half line was ever left").isEmpty();
    }

    private List<String> javaCommand() {
        return List.of(
                JAVA.toString(),
                "-Xmx64m",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                ArchiveChild.class.getName(),
                temporary.resolve("archive").toString(),
                "2");
    }

    private void start(List<String> command) throws IOException {
        child = new ProcessBuilder(command)
                .redirectError(temporary.resolve("stderr").toFile())
                .start();
        output = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    private void giveRoom() throws Exception {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(child.pid()), "--fsize=unlimited")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).isZero();
    }

    private void readUntil(String wanted) throws IOException {
        while (!readLine().equals(wanted)) {
            assertThat(child.isAlive()).isTrue();
        }
    }

    private String readLine() throws IOException {
        String line = output.readLine();
        assertThat(line).as(() -> "the child ended early: " + errors()).isNotNull();
        note(line);
        return line;
    }

    private void readRest() throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            note(line);
        }
    }

    // What the child prints is shorter than what a pipe takes in one piece, so that even its last line is whole.
    private void note(String line) {
        if (line.startsWith("kept ")) {
            acknowledged.add(line.substring("kept ".length()));
        }
    }

    private List<String> reopenAndRead() throws IOException {
        JsonLinesArchive.open(temporary.resolve("archive"), Clock.systemUTC()).close();
        List<String> found = new ArrayList<>();
        for (Path file : files(".jsonl")) {
            found.addAll(ArchiveLinesFixture.ids(file));
        }
        return found;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("archive"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private String errors() {
        try {
            return Files.readString(temporary.resolve("stderr"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
