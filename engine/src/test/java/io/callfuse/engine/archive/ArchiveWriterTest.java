package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.queue.Mailbox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps the archive's work by hand over a disk that fails on demand. */
@Timeout(30)
class ArchiveWriterTest {
    private static final ArchiveLimits LIMITS =
            new ArchiveLimits(64, 100, Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final FailingDisk disk = new FailingDisk();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private long nowNs;
    private final ArchiveWriter writer = new ArchiveWriter(new Mailbox<>(64), disk, clock, () -> nowNs, LIMITS);

    /** A disk that can be full. */
    private static final class FailingDisk implements LineFiles {
        private final List<String> commits = new ArrayList<>();
        private boolean full;

        @Override
        public void commit(LocalDate day, ByteBuffer lines) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            commits.add(day + ":" + StandardCharsets.UTF_8.decode(lines));
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldCommitEverythingThatWaitsAtOnceAndThenAcknowledge() {
        CompletableFuture<Void> first = offer("a\n");
        CompletableFuture<Void> second = offer("b\n");
        assertThat(first).isNotDone();
        writer.doWork();
        assertThat(disk.commits).containsExactly("2026-11-21:a\nb\n");
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(writer.written()).isEqualTo(2);
        assertThat(writer.waitingBytes()).isZero();
        assertThat(writer.doWork()).isZero();
    }

    @Test
    void shouldTryAgainAfterAWhileAndAcknowledgeOnlyThen() {
        disk.full = true;
        CompletableFuture<Void> kept = offer("a\n");
        writer.doWork();
        assertThat(kept).isNotDone();
        assertThat(writer.failures()).isEqualTo(1);
        disk.full = false;
        writer.doWork();
        assertThat(disk.commits).as("before the retry is due").isEmpty();
        nowNs += LIMITS.retryAfter().toNanos();
        writer.doWork();
        assertThat(disk.commits).containsExactly("2026-11-21:a\n");
        assertThat(kept).isCompleted();
    }

    @Test
    void shouldGiveUpTheOldestLinesOfAFullDiskOnceTheMemoryIsSpent() {
        disk.full = true;
        List<CompletableFuture<Void>> kept = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            kept.add(offer("line " + i / 10 + i % 10 + "\n "));
            writer.doWork();
        }
        assertThat(writer.waitingBytes()).isEqualTo(99);
        assertThat(writer.spilled()).isEqualTo(4);
        assertThat(kept.subList(0, 4)).allSatisfy(future -> assertThat(future)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withMessageContaining("newer lines needed the memory"));
        disk.full = false;
        nowNs += LIMITS.retryAfter().toNanos();
        writer.doWork();
        assertThat(disk.commits).singleElement().satisfies(commit -> assertThat(commit)
                .startsWith("2026-11-21:line 04")
                .contains("line 14"));
        assertThat(kept.subList(4, 15)).allSatisfy(future -> assertThat(future).isCompleted());
    }

    @Test
    void shouldRefuseNewLinesWhenTheThreadItselfHangs() {
        List<CompletableFuture<Void>> kept = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            kept.add(offer("0123456789"));
        }
        assertThat(writer.waitingBytes()).isLessThanOrEqualTo(2 * LIMITS.waitingBytes() + 10);
        assertThat(kept.get(0)).isNotDone();
        assertThat(kept.get(99)).isCompletedExceptionally();
        assertThat(writer.spilled())
                .isEqualTo(kept.stream()
                        .filter(CompletableFuture::isCompletedExceptionally)
                        .count());
    }

    @Test
    void shouldKeepALineThatIsLongerThanTheMemoryWhileTheDiskWorks() {
        CompletableFuture<Void> kept = offer("x".repeat(150) + "\n");
        writer.doWork();
        assertThat(kept).isCompleted();
    }

    @Test
    void shouldFailEverybodyWhoStillWaitsWhenItIsGivenUp() {
        disk.full = true;
        CompletableFuture<Void> tried = offer("a\n");
        writer.doWork();
        CompletableFuture<Void> untouched = offer("b\n");
        writer.giveUpRest("the archive was closed");
        assertThat(tried).isCompletedExceptionally();
        assertThat(untouched).isCompletedExceptionally();
        assertThat(writer.waitingBytes()).isZero();
        assertThat(writer.hasWaiting()).isFalse();
    }

    private CompletableFuture<Void> offer(String text) {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        writer.offer(new ArchiveWriter.Waiting(text.trim(), text.getBytes(StandardCharsets.UTF_8), kept));
        return kept;
    }
}
