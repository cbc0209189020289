package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RetentionTest {
    private static final String SAID =
            "{\"id\":\"a:call\",\"type\":\"call\",\"seconds\":7.50,\"track\":\"AbC=\",\"words\":[{\"word\":\"refund\"}],"
                    + "\"understood\":{\"topic\":\"refund\"},\"agent\":{\"what\":\"refund\"},"
                    + "\"inputs\":[{\"atMs\":1,\"kind\":\"words\",\"words\":\"refund@1-2/0.5\"},{\"atMs\":2,\"kind\":\"mark\",\"queue\":\"care\"},"
                    + "{\"atMs\":2,\"kind\":\"history\",\"calls\":\"60! refund\"},"
                    + "{\"atMs\":3,\"kind\":\"agent-words\",\"words\":\"refund@1-2/0.5\"}],\"fingerprint\":\"sha256:ab\"}";
    private static final String OTHER = "{\"id\":\"a:watch\",\"type\":\"watch\"}";

    @TempDir
    Path archive;

    private final SteppedClock clock = new SteppedClock();
    private final List<ArchiveLine> told = new ArrayList<>();

    /** A clock that a test sets. */
    private static final class SteppedClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T12:00:00Z");

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

    private CommittedLines days(int... days) throws Exception {
        CommittedLines committed = new CommittedLines(archive);
        for (int day : days) {
            Path file = Files.writeString(day(day), OTHER + "\n" + SAID + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            committed.committed(file.getFileName().toString(), Files.size(file));
        }
        return committed;
    }

    private Path day(int day) {
        return archive.resolve("callfuse-2026-11-%02d.jsonl".formatted(day));
    }

    private Retention retention(CommittedLines committed, int days, int wordDays, boolean awaitsDatabase) {
        return new Retention(committed, clock, new Retention.Limits(limit(days), limit(wordDays), awaitsDatabase));
    }

    private static OptionalInt limit(int days) {
        return days == 0 ? OptionalInt.empty() : OptionalInt.of(days);
    }

    private void work(Retention retention) {
        for (int i = 0; i < 100 && retention.work(told::add); i++) {
            assertThat(i).isLessThan(99);
        }
    }

    @Test
    void shouldRemoveFilesOfDaysThatAreTooOldAndSayOnceADayWhatMustGo() throws Exception {
        CommittedLines committed = days(19, 20, 21, 23);
        committed.committed("callfuse-2026-99-99.jsonl", 10);
        Files.writeString(archive.resolve("callfuse-2026-11-20.jsonl.torn"), "{\"id\":\"a");
        Retention retention = retention(committed, 2, 0, false);
        work(retention);
        assertThat(day(19)).doesNotExist();
        assertThat(day(20)).doesNotExist();
        assertThat(archive.resolve("callfuse-2026-11-20.jsonl.torn")).doesNotExist();
        assertThat(day(21)).exists();
        assertThat(day(23)).exists();
        assertThat(retention.filesForgotten()).isEqualTo(2);
        assertThat(committed.bytesByFile())
                .containsKey("callfuse-2026-11-21.jsonl")
                .hasSize(3);
        clock.now = clock.now.plus(Duration.ofHours(2));
        work(retention);
        assertThat(told).singleElement().satisfies(line -> assertThat(line.json())
                .isEqualTo("{\"id\":\"forget:2026-11-23:calls:2026-11-21\",\"type\":\"forget\","
                        + "\"at\":\"2026-11-23T12:00:00.000Z\",\"callsBefore\":\"2026-11-21\"}"));
        clock.now = Instant.parse("2026-11-24T00:00:00Z");
        work(retention);
        assertThat(day(21)).doesNotExist();
        assertThat(told).hasSize(2);
    }

    @Test
    void shouldKeepAFileUntilTheDatabaseHasReadItWhole() throws Exception {
        CommittedLines committed = days(19);
        Retention retention = retention(committed, 2, 0, true);
        work(retention);
        assertThat(day(19)).exists();
        committed.loaded(Map.of("callfuse-2026-11-19.jsonl", 10L));
        clock.now = clock.now.plus(Duration.ofMinutes(61));
        work(retention);
        assertThat(day(19)).exists();
        committed.loaded(Map.of("callfuse-2026-11-19.jsonl", Files.size(day(19))));
        work(retention);
        assertThat(day(19)).as("not looked at before its time").exists();
        clock.now = clock.now.plus(Duration.ofMinutes(61));
        work(retention);
        assertThat(day(19)).doesNotExist();
    }

    @Test
    void shouldTakeWhatWasSaidOutOfOldFilesAndLeaveEveryLineInItsPlace() throws Exception {
        CommittedLines committed = days(20, 22);
        String before = Files.readString(day(22));
        long bytes = Files.size(day(20));
        Retention retention = retention(committed, 0, 2, true);
        work(retention);
        assertThat(Files.size(day(20))).isEqualTo(bytes);
        List<String> lines = Files.readAllLines(day(20));
        assertThat(lines).hasSize(2).first().isEqualTo(OTHER);
        assertThat(lines.get(1).stripTrailing())
                .isEqualTo(
                        "{\"id\":\"a:call\",\"type\":\"call\",\"seconds\":7.5,"
                                + "\"inputs\":[{\"atMs\":1,\"kind\":\"words\"},{\"atMs\":2,\"kind\":\"mark\",\"queue\":\"care\"},"
                                + "{\"atMs\":2,\"kind\":\"history\"},{\"atMs\":3,\"kind\":\"agent-words\"}],\"fingerprint\":\"sha256:ab\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(day(20))))
                .isEqualTo("rw-------");
        assertThat(day(22)).hasContent(before);
        assertThat(archive.toFile().list()).hasSize(2);
        assertThat(told).singleElement().satisfies(line -> assertThat(line.json())
                .contains("\"wordsBefore\":\"2026-11-21\"")
                .doesNotContain("callsBefore"));
    }
}
