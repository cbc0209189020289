package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.UnfinishedCalls.Unfinished;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.scoring.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class UnfinishedCallsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:10:00Z");

    @TempDir
    Path folder;

    private final List<String> yesterday = new ArrayList<>();
    private final List<String> today = new ArrayList<>();

    @Test
    void shouldKnowWhatACallThatWasBrokenOffHadComeTo() throws IOException {
        CallId id = CallId.random();
        CallLines lines = lines(id);
        Decision decision = new Decision(9000, "soothing", Decision.Reason.FUSE, 81.5, Emotion.ANGER, 0.75);
        yesterday.add(lines.watched(before(700)).json());
        yesterday.add(lines.noMedia(2500, 2500, before(690)).json());
        yesterday.add(lines.fuse(change(new FuseState.Confirming(6000)), Evidence.NONE, before(680))
                .json());
        today.add(lines.fuse(change(new FuseState.Tripped(9000, 81.5)), Evidence.NONE, before(600))
                .json());
        today.add(lines.decision(decision, Evidence.NONE, before(600)).json());
        today.add(lines.switchOrdered(9000, "soothing", "", before(599)).json());
        Unfinished call = read().get(id);
        assertThat(call.lastSign()).isEqualTo(before(599));
        assertThat(call.fuseLines()).isEqualTo(2);
        assertThat(call.switchLines()).isEqualTo(1);
        assertThat(call.holeLines()).isEqualTo(1);
        assertThat(call.tripped()).contains(before(600));
        assertThat(call.decision().orElseThrow().reason()).isEqualTo(Decision.Reason.FUSE);
        assertThat(call.decision().orElseThrow().routeName()).isEqualTo("soothing");
    }

    @Test
    void shouldTakeNoCallForUnfinishedThatWasLabelledLongAfterItsEnd() throws IOException {
        today.add(new GivenLabel(CallId.random().toString(), "upset", "", "", before(60), "command")
                .line()
                .json());
        assertThat(read()).isEmpty();
    }

    @Test
    void shouldForgetATripThatHasClosedAndACallThatHasItsRecord() throws IOException {
        CallId closed = CallId.random();
        CallLines lines = lines(closed);
        today.add(lines.fuse(change(new FuseState.Tripped(9000, 81.5)), Evidence.NONE, before(600))
                .json());
        today.add(lines.fuse(
                        new FuseChanged(
                                99_000,
                                new FuseState.Archived(9000),
                                new FuseState.Confirming(0).onEnd(),
                                1,
                                "cooldown"),
                        Evidence.NONE,
                        before(500))
                .json());
        CallId over = CallId.random();
        today.add(lines(over).watched(before(100)).json());
        today.add("{\"id\":\"" + over + ":call\",\"type\":\"call\",\"callId\":\"" + over + "\"}");
        assertThat(read()).containsOnlyKeys(closed);
        assertThat(read().get(closed).tripped()).isEmpty();
    }

    @Test
    void shouldPassOverWhatItDoesNotUnderstand() throws IOException {
        CallId id = CallId.random();
        today.add("{\"id\":\"x\",\"type\":\"fuse\",\"callId\":\"no uuid\",\"at\":\"2026-11-22T00:00:00Z\"}");
        today.add("not a line");
        today.add(lines(id).watched(before(100)).json());
        today.add("{\"id\":\"half");
        assertThat(read()).containsOnlyKeys(id);
    }

    private Map<CallId, Unfinished> read() throws IOException {
        Files.write(folder.resolve("callfuse-2026-11-21.jsonl"), yesterday);
        Files.write(folder.resolve("callfuse-2026-11-22.jsonl"), today);
        return UnfinishedCalls.read(folder, NOW);
    }

    private static Instant before(int seconds) {
        return NOW.minus(Duration.ofSeconds(seconds));
    }

    private static FuseChanged change(FuseState to) {
        return new FuseChanged(9000, new FuseState.Confirming(6000), to, 81.5, "test");
    }

    private static CallLines lines(CallId id) {
        CallLines lines = new CallLines(
                id,
                new EngineIdentity("test", "test", "test"),
                ConfigLoader.defaults().policySettings());
        lines.joined(new CallChannel("PJSIP/a", "1.1", "1.1", ""));
        return lines;
    }
}
