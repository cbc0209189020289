package io.callfuse.engine.archive;

import static io.callfuse.engine.archive.ArchiveLinesFixture.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LineRequestsTest {
    @TempDir
    Path archive;

    private final AtomicLong nowNs = new AtomicLong(-7);
    private final List<ArchiveLine> taken = new ArrayList<>();
    private final List<CompletableFuture<Void>> answers = new ArrayList<>();

    private LineRequests requests() {
        return new LineRequests(archive, nowNs::get);
    }

    private CompletableFuture<Void> append(ArchiveLine line) {
        taken.add(line);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    private void look(LineRequests requests) {
        nowNs.addAndGet(Duration.ofSeconds(1).toNanos());
        requests.look(this::append);
    }

    @Test
    void shouldRemoveARequestOnlyWhenItsLineIsKept() throws Exception {
        LineRequests requests = requests();
        Path left = LineRequests.leave(archive, line("a"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left)))
                .isEqualTo("rw-------");
        look(requests);
        look(requests);
        assertThat(taken).containsExactly(line("a"));
        assertThat(left).exists();
        answers.get(0).complete(null);
        assertThat(left).doesNotExist();
        look(requests);
        assertThat(taken).hasSize(1);
    }

    @Test
    void shouldBringALineAgainThatWasGivenUp() throws Exception {
        LineRequests requests = requests();
        Path left = LineRequests.leave(archive, line("a"));
        look(requests);
        answers.get(0).completeExceptionally(new ArchiveException("the disk is full"));
        assertThat(left).exists();
        look(requests);
        assertThat(taken).containsExactly(line("a"), line("a"));
    }

    @Test
    void shouldLookNowAndThenOnly() throws Exception {
        LineRequests requests = requests();
        requests.look(this::append);
        LineRequests.leave(archive, line("a"));
        nowNs.addAndGet(Duration.ofMillis(499).toNanos());
        requests.look(this::append);
        assertThat(taken).isEmpty();
        nowNs.addAndGet(Duration.ofMillis(1).toNanos());
        requests.look(this::append);
        assertThat(taken).hasSize(1);
    }

    @Test
    void shouldLeaveAloneWhatIsNoLine() throws Exception {
        LineRequests requests = requests();
        LineRequests.leave(archive, line("a"));
        Path folder = archive.resolve("requests");
        Files.writeString(folder.resolve("half.line.tmp"), "{\"id\":\"h");
        Files.writeString(folder.resolve("torn.line"), "{\"id\":\"t");
        Files.writeString(folder.resolve("two.line"), "{\"id\":\"b\"}\n{\"id\":\"c\"}\n");
        Files.writeString(folder.resolve("other.line"), "[1]\n");
        look(requests);
        look(requests);
        assertThat(taken).containsExactly(line("a"));
        assertThat(folder.resolve("torn.line")).exists();
    }
}
