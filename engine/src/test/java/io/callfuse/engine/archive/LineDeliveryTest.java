package io.callfuse.engine.archive;

import static io.callfuse.engine.archive.ArchiveLinesFixture.ids;
import static io.callfuse.engine.archive.ArchiveLinesFixture.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.LineDelivery.Outcome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class LineDeliveryTest {
    @TempDir
    Path archive;

    private List<String> kept() throws IOException {
        List<String> kept = new ArrayList<>();
        try (DirectoryStream<Path> days = Files.newDirectoryStream(archive, "*.jsonl")) {
            for (Path day : days) {
                kept.addAll(ids(day));
            }
        }
        return kept;
    }

    @Test
    void shouldKeepALineItselfWhereNoEngineHoldsTheArchive() throws Exception {
        Outcome outcome = LineDelivery.deliver(archive, line("a"), Duration.ofSeconds(60));
        assertThat(outcome).isInstanceOf(Outcome.Kept.class);
        assertThat(kept()).containsExactly("a");
        assertThat(((Outcome.Kept) outcome).committed().bytesByFile()).hasSize(1);
    }

    @Test
    void shouldHaveARunningEngineKeepIt() throws Exception {
        try (JsonLinesArchive engine = JsonLinesArchive.open(archive, Clock.systemUTC())) {
            engine.append(line("a")).join();
            assertThat(LineDelivery.deliver(archive, line("b"), Duration.ofSeconds(60)))
                    .isInstanceOf(Outcome.KeptByEngine.class);
            assertThat(kept()).containsExactly("a", "b");
        }
    }

    @Test
    void shouldLeaveItForTheNextEngineWhereTheOneThatHoldsTheArchiveDoesNotAnswer() throws Exception {
        try (ArchiveDirectory stalled = ArchiveDirectory.open(archive)) {
            assertThat(stalled.tornFiles()).isZero();
            assertThat(LineDelivery.deliver(archive, line("a"), Duration.ofMillis(100)))
                    .isInstanceOf(Outcome.Left.class);
            assertThat(kept()).isEmpty();
        }
        try (JsonLinesArchive next = JsonLinesArchive.open(archive, Clock.systemUTC())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> next.written() == 1);
        }
        assertThat(kept()).containsExactly("a");
    }
}
