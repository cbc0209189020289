package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.archive.UnfinishedCalls.Unfinished;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.scoring.Emotion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine that comes back after it was killed: it hears its own calls again and moves nobody twice. */
@Timeout(60)
class RestartTest {
    private static final Decision MOVED =
            new Decision(9000, "soothing", Decision.Reason.FUSE, 81.5, Emotion.ANGER, 0.75);

    @TempDir
    Path folder;

    private final EngineBench bench = new EngineBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTapItsOwnCallsAgainAndMarkTheGap() {
        CallId own = CallId.random();
        CallId ofAnother = CallId.random();
        bench.desk.takeUp(Map.of(
                own,
                before(Optional.empty(), Optional.empty()),
                CallId.random(),
                before(Optional.empty(), Optional.empty())));
        bench.desk.found(Map.of(own, channel("1.1"), ofAnother, channel("2.2")));
        bench.settle();
        assertThat(bench.control.taps).containsExactly(TapId.of(own));
        assertThat(bench.book.size()).isEqualTo(1);
        InputJournal.Input restart = bench.live(own).pipeline().journal().inputs().stream()
                .filter(input -> input.kind().equals("restart"))
                .findFirst()
                .orElseThrow();
        assertThat(Long.parseLong(restart.details().get("unheardMs"))).isBetween(10_000L, 70_000L);
    }

    @Test
    void shouldNotMoveACallerAgainWhomItHadMoved() throws Exception {
        CallId moved = CallId.random();
        bench.desk.takeUp(Map.of(moved, before(Optional.of(Instant.now().minusSeconds(10)), Optional.of(MOVED))));
        bench.desk.found(Map.of(moved, channel("1.1")));
        bench.settle();
        assertThat(bench.live(moved).fuse()).isInstanceOf(FuseState.Archived.class);
        bench.connectTap(moved).say(DemoAudio.samples(DemoAudio.copy("en-angry", folder)));
        bench.settle();
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(moved);
        assertThat(bench.control.switches).isEmpty();
        assertThat(bench.ended).singleElement().satisfies(call -> assertThat(
                        call.report().outcome().decision().orElseThrow())
                .isEqualTo(MOVED));
        assertThat(bench.archive.lines)
                .noneMatch(line -> line.json().contains("\"type\":\"decision\""))
                .anyMatch(line -> line.json().contains("\"kind\":\"restart\""));
    }

    private static Unfinished before(Optional<Instant> tripped, Optional<Decision> decision) {
        return new Unfinished(Instant.now().minusSeconds(10), 2, 1, 0, 0, tripped, decision);
    }

    private static CallChannel channel(String uniqueId) {
        return new CallChannel("PJSIP/a-" + uniqueId, uniqueId, uniqueId, "");
    }
}
