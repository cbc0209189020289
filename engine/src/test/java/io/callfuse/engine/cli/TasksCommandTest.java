package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.CallLines;
import io.callfuse.engine.archive.JsonLinesArchive;
import io.callfuse.engine.archive.Reports;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What there is to do because of calls. */
@Timeout(120)
class TasksCommandTest {
    private static final Instant TRIPPED = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    Path directory;

    private Path config;
    private final List<CallId> calls = new ArrayList<>();

    /** Three calls; the task of the second is due first, the third has none. */
    @BeforeEach
    void fill() throws Exception {
        config = Files.writeString(
                directory.resolve("engine.yaml"), "archive:\n  directory: '%s'\n".formatted(directory));
        try (JsonLinesArchive archive = JsonLinesArchive.open(directory, Clock.systemUTC());
                StoreLoader loader = new StoreLoader(
                        new DatabaseAddress.SqliteFile(directory.resolve("callfuse.db")), archive.committed())) {
            loader.start();
            for (int hours : List.of(24, 4, 0)) {
                CallId call = CallId.random();
                calls.add(call);
                CallLines lines = new CallLines(call, Reports.ENGINE, Reports.POLICY);
                lines.joined(new CallChannel("PJSIP/a-1", "1763719200." + hours, "1763719200.1", ""));
                ArchiveLine line = hours == 0
                        ? lines.watched(TRIPPED)
                        : lines.task(4000, "fuse", "soothing", "moved", TRIPPED, TRIPPED.plus(Duration.ofHours(hours)));
                archive.append(line).get();
            }
        }
    }

    private CommandRun run(Object... options) {
        List<Object> all = new ArrayList<>(List.of("tasks", "-c", config));
        all.addAll(List.of(options));
        return CommandRun.of(all.toArray());
    }

    @Test
    void shouldListWhatThereIsToDoThatFirstWhichIsDueFirst() {
        List<String> table = run().outLines();
        assertThat(table.get(0)).startsWith("due").endsWith("done");
        assertThat(table.get(2)).contains(calls.get(1).toString(), "1763719200.4", "fuse", "soothing", "moved", "late");
        assertThat(table.get(3)).contains(calls.get(0).toString());
        assertThat(table).hasSize(4);
        JsonNode first =
                JsonMapper.shared().readTree(run("--format", "json").outLines().get(0));
        assertThat(first.path("due").asString()).isEqualTo("2026-11-20T14:00:00Z");
        assertThat(first.path("doneAt").isNull()).isTrue();
    }

    @Test
    void shouldListATaskThatIsDoneNoMoreUnlessAskedToAndKeepNoNumbersInItsNote() {
        CommandRun done = run("--done", "1763719200.4", "--by", "ann", "--note", "called back 4111 1111 1111 1111");
        assertThat(done.err()).isEmpty();
        assertThat(done.out()).isEqualTo(calls.get(1) + ": done" + System.lineSeparator());
        assertThat(run("--format", "json").outLines())
                .singleElement()
                .asString()
                .contains(calls.get(0).toString());
        assertThat(run("--all").outLines().get(2)).contains("by ann: called back # # # #");
        assertThat(run("--all", "--format", "json").outLines().get(0)).contains("\"doneBy\":\"ann\"");
        CommandRun again = run("--done", "1763719200.4");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("no task of the call '1763719200.4' is open");
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() {
        CommandRun unknown = run("--done", "0.0");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.errLines()).singleElement().asString().contains("no call '0.0' is kept");
        CommandRun none = run("--done", calls.get(2).toString());
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.errLines()).singleElement().asString().contains("no task of the call");
        assertThat(run("--note", "x").exitCode()).isEqualTo(2);
        assertThat(run("--all", "--done", "x").exitCode()).isEqualTo(2);
        assertThat(run("--done", "1763719200.4", "--by", "a\nb").err()).contains("no text of one line");
    }
}
