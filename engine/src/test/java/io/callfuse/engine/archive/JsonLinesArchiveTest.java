package io.callfuse.engine.archive;

import static io.callfuse.engine.archive.ArchiveLinesFixture.ids;
import static io.callfuse.engine.archive.ArchiveLinesFixture.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JsonLinesArchiveTest {
    @TempDir
    Path temporary;

    private final DayClock clock = new DayClock();

    /** A clock that a test sets. */
    private static final class DayClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-21T23:59:59.999Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void shouldHaveALineOnTheDiskWhenItIsAcknowledged() throws IOException {
        try (JsonLinesArchive archive = open()) {
            archive.append(line("a")).join();
            assertThat(ids(day("2026-11-21"))).containsExactly("a");
            archive.append(line("b")).join();
            assertThat(ids(day("2026-11-21"))).containsExactly("a", "b");
            assertThat(archive.written()).isEqualTo(2);
        }
    }

    @Test
    void shouldBeginANewFileAtMidnightUtc() throws IOException {
        try (JsonLinesArchive archive = open()) {
            archive.append(line("before")).join();
            clock.now = Instant.parse("2026-11-22T00:00:00Z");
            archive.append(line("after")).join();
        }
        assertThat(ids(day("2026-11-21"))).containsExactly("before");
        assertThat(ids(day("2026-11-22"))).containsExactly("after");
    }

    @Test
    void shouldContinueTheDaysFileAfterARestart() throws IOException {
        try (JsonLinesArchive archive = open()) {
            archive.append(line("a")).join();
        }
        try (JsonLinesArchive archive = open()) {
            archive.append(line("b")).join();
            assertThat(archive.tornFiles()).isZero();
        }
        assertThat(ids(day("2026-11-21"))).containsExactly("a", "b");
    }

    @Test
    void shouldCutOffAnUnfinishedLineAtStartAndReportIt() throws IOException {
        try (JsonLinesArchive archive = open()) {
            archive.append(line("a")).join();
        }
        Files.writeString(day("2026-11-21"), "{\"id\":\"half", StandardOpenOption.APPEND);
        try (JsonLinesArchive archive = open()) {
            assertThat(archive.tornFiles()).isEqualTo(1);
            archive.append(line("b")).join();
        }
        assertThat(ids(day("2026-11-21"))).containsExactly("a", "b");
        assertThat(directory().resolve("callfuse-2026-11-21.jsonl.torn")).hasContent("{\"id\":\"half\n");
    }

    @Test
    void shouldWriteWhatWaitsWhenItIsClosedAndRefuseWhatComesLater() throws IOException {
        JsonLinesArchive archive = open();
        List<CompletableFuture<Void>> kept = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            kept.add(archive.append(line("line-" + i)));
        }
        archive.close();
        archive.close();
        assertThat(kept).allSatisfy(future -> assertThat(future).isCompleted());
        assertThat(ids(day("2026-11-21"))).hasSize(1000);
        assertThat(archive.append(line("late"))).isCompletedExceptionally();
    }

    @Test
    void shouldForgetOldDaysWhileItWrites() throws IOException {
        Files.createDirectories(directory());
        Files.writeString(day("2026-11-18"), line("old").json() + "\n");
        Files.writeString(day("2026-11-20"), line("young").json() + "\n");
        try (JsonLinesArchive archive = open()) {
            archive.forgetAfter(OptionalInt.of(2), OptionalInt.empty(), false);
            await().atMost(Duration.ofSeconds(30)).until(() -> archive.filesForgotten() == 1);
            archive.append(line("a")).join();
            assertThat(archive.committed().bytesByFile()).hasSize(2);
        }
        assertThat(day("2026-11-18")).doesNotExist();
        assertThat(ids(day("2026-11-20"))).containsExactly("young");
        assertThat(ids(day("2026-11-21"))).containsExactly("forget:2026-11-21:calls:2026-11-19", "a");
    }

    @Test
    void shouldKeepTheOrderOfEachThreadThatAppends() throws Exception {
        int threads = 8;
        int linesEach = 500;
        try (JsonLinesArchive archive = open()) {
            List<Thread> workers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int worker = t;
                workers.add(new Thread(
                        () -> {
                            for (int i = 0; i < linesEach; i++) {
                                CompletableFuture<Void> kept = archive.append(line(worker + ":" + i));
                                if (i % 50 == 0) {
                                    kept.join();
                                }
                            }
                        },
                        "leg-worker-" + t));
            }
            workers.forEach(Thread::start);
            for (Thread worker : workers) {
                worker.join();
            }
        }
        List<String> all = ids(day("2026-11-21"));
        assertThat(all).hasSize(threads * linesEach).doesNotHaveDuplicates();
        for (int t = 0; t < threads; t++) {
            String prefix = t + ":";
            List<String> own = all.stream().filter(id -> id.startsWith(prefix)).toList();
            for (int i = 0; i < linesEach; i++) {
                assertThat(own.get(i)).isEqualTo(prefix + i);
            }
        }
    }

    @Test
    void shouldBeReadableByItsOwnerAlone() throws IOException {
        try (JsonLinesArchive archive = open()) {
            archive.append(line("a")).join();
        }
        assertThat(permissions(directory())).isEqualTo("rwx------");
        assertThat(permissions(day("2026-11-21"))).isEqualTo("rw-------");
    }

    @Test
    void shouldBelongToOneEngineAtATime() throws IOException {
        JsonLinesArchive first = open();
        assertThatThrownBy(this::open)
                .isInstanceOf(ArchiveException.class)
                .hasMessage("archive " + directory() + ": another engine writes to it");
        first.close();
        open().close();
    }

    @Test
    void shouldGoOnInANewFileWhenTheDaysFileWasTakenAway() throws IOException {
        try (JsonLinesArchive archive = open()) {
            archive.append(line("a")).join();
            Path taken = temporary.resolve("taken.jsonl");
            Files.move(day("2026-11-21"), taken);
            archive.append(line("b")).join();
            assertThat(ids(taken)).containsExactly("a");
        }
        assertThat(ids(day("2026-11-21"))).containsExactly("b");
    }

    @Test
    void shouldSayInOneLineWhyADirectoryCannotBeUsed() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> JsonLinesArchive.open(file, clock))
                .isInstanceOf(ArchiveException.class)
                .hasMessage("archive " + file + ": cannot be created: a file stands where a directory is needed");
        Path proc = Path.of("/proc/callfuse");
        assertThatThrownBy(() -> JsonLinesArchive.open(proc, clock))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("archive /proc/callfuse: cannot be created: ")
                .hasMessageNotContaining("Exception");
    }

    private JsonLinesArchive open() throws ArchiveException {
        return JsonLinesArchive.open(directory(), clock);
    }

    private Path directory() {
        return temporary.resolve("data").resolve("archive");
    }

    private Path day(String day) {
        return directory().resolve("callfuse-" + day + ".jsonl");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
