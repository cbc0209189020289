package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Asterisk tells of hold and music, and to which call it belongs. */
@Timeout(60)
class WhoHoldsTest {
    private final EngineBench bench = new EngineBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTellACallOfItsCallersHoldAndOfItsAgentsHold() {
        CallId id = bench.watch("1.1");
        String linkedId =
                bench.book.find(id).orElseThrow().live().channel().orElseThrow().linkedId();
        CallChannel agent = new CallChannel("PJSIP/agent-1", "1.7", linkedId, "");
        bench.desk.held(true, new CallChannel("PJSIP/a", "1.1", linkedId, ""));
        bench.desk.held(false, new CallChannel("PJSIP/a", "1.1", linkedId, ""));
        bench.desk.held(true, agent);
        bench.desk.music(true, "1.1");
        bench.desk.music(true, "9.9");
        bench.desk.held(true, new CallChannel("PJSIP/b", "9.8", "9.9", ""));
        bench.desk.hungUp("1.7", 16);
        bench.settle();
        assertThat(inputs(id))
                .containsExactly("hold caller", "unhold caller", "hold 1.7", "music-begins", "unhold 1.7");
    }

    @Test
    void shouldSayWhereEventsWereMissed() {
        CallId id = bench.watch("1.1");
        bench.desk.held(true, new CallChannel("PJSIP/a", "1.1", "1.1", ""));
        bench.desk.connected(
                List.of(bench.book.find(id).orElseThrow().live().channel().orElseThrow()), Duration.ofSeconds(2));
        bench.settle();
        assertThat(inputs(id)).contains("hold caller").last().asString().startsWith("events-missed");
    }

    private List<String> inputs(CallId id) {
        return bench.book.find(id).orElseThrow().live().pipeline().journal().inputs().stream()
                .filter(input -> !Set.of("gap", "clock").contains(input.kind()))
                .map(WhoHoldsTest::text)
                .toList();
    }

    private static String text(InputJournal.Input input) {
        return (input.kind() + " " + input.details().getOrDefault("by", "")).strip();
    }
}
