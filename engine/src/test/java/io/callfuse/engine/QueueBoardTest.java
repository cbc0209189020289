package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.routing.QueueStatus;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What calls are told of queues and of their callers. */
@Timeout(60)
class QueueBoardTest {
    private static final QueueStatuses CALM = new QueueStatuses(Map.of("calm", new QueueStatus(1, 3, 2, 40)));

    private final EngineBench bench = new EngineBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> told(CallId call, String kind) {
        bench.settle();
        return bench.live(call).pipeline().journal().inputs().stream()
                .filter(input -> input.kind().equals(kind))
                .map(InputJournal.Input::details)
                .map(Map::toString)
                .toList();
    }

    @Test
    void shouldTellEachCallOnceHowBusyTheQueuesAreAndAgainWhenThatChanges() {
        bench.control.queues = CALM;
        try (QueueBoard board = new QueueBoard(bench.book, () -> Set.of("calm"), bench.control)) {
            bench.opener.letQueuesBeKnown(board::now);
            CallId before = bench.watch("1.1");
            board.ask();
            await().until(() -> told(before, QueueStatuses.KIND).size() == 1);
            CallId after = bench.watch("1.2");
            assertThat(told(after, QueueStatuses.KIND)).containsExactly("{calm=1 3 2 40}");
            board.ask();
            board.sent("calm");
            await().until(() -> told(before, QueueStatuses.KIND).size() == 2);
            assertThat(told(before, QueueStatuses.KIND)).containsExactly("{calm=1 3 2 40}", "{calm=2 3 2 40}");
            assertThat(told(after, QueueStatuses.KIND)).containsExactly("{calm=1 3 2 40}", "{calm=2 3 2 40}");
            board.sent("nowhere");
            bench.control.queues = QueueStatuses.UNKNOWN;
            board.ask();
            await().until(() -> told(before, QueueStatuses.KIND).size() == 3);
            assertThat(told(before, QueueStatuses.KIND)).endsWith("{}");
            assertThat(bench.control.queuesAsked).hasSize(3).containsOnly(Set.of("calm"));
        }
    }

    @Test
    void shouldAskNothingOfAsteriskWhereNoPolicyChoosesByQueues() {
        try (QueueBoard board = new QueueBoard(bench.book, Set::of, bench.control)) {
            CallId call = bench.watch("1.1");
            board.ask();
            assertThat(bench.control.queuesAsked).isEmpty();
            assertThat(told(call, QueueStatuses.KIND)).isEmpty();
        }
    }

    @Test
    void shouldTellTheCallNothingWhereThereIsNoDatabaseYetOrItIsBroken(@TempDir Path folder) throws Exception {
        Path broken = folder.resolve("broken.db");
        Files.writeString(broken, "this is no database");
        for (Path file : List.of(folder.resolve("none.db"), broken)) {
            CallId call = bench.watch("1." + file.getFileName());
            CallerHistory history =
                    new CallerHistory(new DatabaseAddress.SqliteFile(file), Duration.ofDays(30), Clock.systemUTC());
            history.look(bench.live(call), "aa");
            history.close();
            assertThat(told(call, "history")).isEmpty();
        }
    }
}
