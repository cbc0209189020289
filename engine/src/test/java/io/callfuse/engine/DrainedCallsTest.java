package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.EngineConfig.Unannounced;
import io.callfuse.engine.feature.Voices;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the dialplan may ask of a call beside its verdict, and what is still done while the engine drains. */
@Timeout(60)
class DrainedCallsTest {
    private static final short[] SPEECH = Voices.voice(180, 4, 0.3, 1.2, 3);

    private EngineBench bench = new EngineBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTakeNoNewCallAndHearThoseThereAreToTheirEnd() {
        CallId id = bench.watch("1.1");
        EngineBench.Peer tap = bench.connectTap(id);
        bench.opener.drain();
        assertThat(bench.desk.takesCalls()).isFalse();
        WatchAnswer late = bench.desk.watch(EngineBench.channel("1.2"), Optional.empty());
        assertThat(late.state()).isEqualTo("draining");
        assertThat(bench.desk.watch(EngineBench.channel("1.1"), Optional.empty()))
                .isEqualTo(new WatchAnswer(id, "watching"));
        tap.say(SPEECH);
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        assertThat(bench.endedBy(id)).isEqualTo("hangup");
        assertThat(bench.control.taps).hasSize(1);
        assertThat(bench.book.size()).isZero();
    }

    @Test
    void shouldRefuseStreamsOfCallsThatItDoesNotKnowWhileItDrains() {
        bench.close();
        bench = new EngineBench(Unannounced.WATCH);
        bench.opener.drain();
        assertThatThrownBy(() -> bench.connect(CallId.random())).hasMessageContaining("being stopped");
        bench.desk.dialplanWatch(CallId.random(), EngineBench.channel("1.1"));
        assertThat(bench.book.size()).isZero();
    }

    @Test
    void shouldCloseTheRecordOfACallThatIsWatchedNoMore() {
        CallId id = bench.watch("1.1");
        EngineBench.Peer tap = bench.connectTap(id);
        tap.say(SPEECH);
        assertThat(bench.desk.unwatch(Optional.empty(), "1.1")).isTrue();
        bench.awaitGone(id);
        assertThat(bench.endedBy(id)).isEqualTo("unwatched");
        assertThat(tap.finished()).isTrue();
        assertThat(bench.desk.unwatch(Optional.of(id), "1.1")).isFalse();
        assertThat(bench.control.switches).isEmpty();
    }

    @Test
    void shouldKeepTheMarksOfTheDialplanInTheRecordOfTheCall() {
        CallId id = bench.watch("1.1");
        assertThat(bench.desk.mark(Optional.of(id), "1.1", Map.of("agent", "ann", "customer", "c-17")))
                .isTrue();
        assertThat(bench.desk.mark(Optional.empty(), "9.9", Map.of("agent", "bob")))
                .isFalse();
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        assertThat(bench.archive.lines)
                .filteredOn(line -> line.id().endsWith(":call"))
                .singleElement()
                .asString()
                .contains("\"agent\":\"ann\"", "\"customer\":\"c-17\"", "mark");
    }

    @Test
    void shouldKeepWhatBecameOfAHandoverInTheRecordOfTheCall() {
        CallId id = bench.watch("1.1");
        bench.desk.handedOver("1.1", Map.of("step", "unanswered", "queue", "care", "status", "TIMEOUT"));
        bench.desk.handedOver("9.9", Map.of("step", "over", "queue", "other"));
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        assertThat(bench.archive.lines)
                .filteredOn(line -> line.id().endsWith(":call"))
                .singleElement()
                .asString()
                .contains("\"kind\":\"handover\"", "\"step\":\"unanswered\"", "\"queue\":\"care\"");
    }
}
