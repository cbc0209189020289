package io.callfuse.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AsteriskCallsTest {
    private static final long START_NS = 5_000_000_000L;
    private static final long MS_NS = 1_000_000;
    private static final int FRAMES = 500;
    private static final int UPSET = 1;
    private static final int CALM = 2;
    private static final int EITHER = 3;

    private final AsteriskWindow window = new AsteriskWindow(2, START_NS, START_NS + 60_000 * MS_NS);
    private final AsteriskCalls calls = new AsteriskCalls(
            List.of(
                    spoken("upset.wav", OptionalLong.of(7000), OptionalLong.of(8000)),
                    spoken("calm.wav", OptionalLong.empty(), OptionalLong.empty()),
                    spoken("either.wav", OptionalLong.of(9000), OptionalLong.empty())),
            List.of(window),
            route -> "callfuse-" + route);

    private int number;

    private static SpokenCall spoken(String name, OptionalLong... trips) {
        ByteBuffer audio = ByteBuffer.allocate(FRAMES * Wire.RTP.frameBytes());
        List<OfflineResult> heard = Stream.of(trips)
                .map(trip -> new OfflineResult(new double[0], "", trip, 5))
                .toList();
        return new SpokenCall(
                new RecordedCall(name, Optional.empty(), Wire.RTP, audio, heard.get(0)), FRAMES + 100, heard);
    }

    /** A call of somebody who speaks this recording, as far as the engine watches it. */
    private final class Caller {
        private final CallId id = CallId.random();
        private final String channel = "1795462999." + ++number;

        Caller(int recording) {
            calls.called(channel, "r" + recording + "c" + number);
            calls.joined(id, channel);
        }

        Caller trips(long atMs) {
            calls.tripped(id, atMs, "soothing", START_NS + atMs * MS_NS);
            return this;
        }

        Caller waits(String queue, long atMs) {
            calls.waits(channel, queue, START_NS + atMs * MS_NS);
            return this;
        }

        void ends() {
            calls.hungUp(channel);
            calls.ended(id, "sha256:any", false, new MediaCounters(FRAMES + 93, 0, 0));
        }
    }

    @Test
    void shouldTakeACallerForRightWhoTripsAsOfflineAndWaitsWhereHeIsToGo() {
        new Caller(UPSET).trips(8000).waits("callfuse-soothing", 8030).ends();
        new Caller(CALM).ends();

        AsteriskCallFigures all = calls.figures(0);
        assertThat(all.faults()).isEmpty();
        assertThat(all.allRight()).isTrue();
        assertThat(List.of(all.calls(), all.judged(), all.right(), all.tripped(), all.moved()))
                .containsExactly(2L, 2L, 2L, 1L, 1L);
        assertThat(all.trippedApartMs()).containsExactly(0, 0);
        assertThat(all.tapBeginsMs()).isBetween(139.0, 141.0);
        assertThat(all.decisionToAction().maxMs()).isBetween(29.9, 30.1);
        assertThat(calls.isSettled()).isTrue();
    }

    @Test
    void shouldMeasureAMoveWhoeverTellsOfItFirst() {
        new Caller(UPSET).waits("callfuse-soothing", 7040).trips(7000).ends();

        AsteriskStep step = window.figures(1, 0, new EngineUse(0, 0, 0, 0, 0, 0, 0), 0, 0);
        assertThat(step.moved()).isEqualTo(1);
        assertThat(step.decisionToAction().maxMs()).isBetween(39.9, 40.1);
        assertThat(calls.figures(0).allRight()).isTrue();
    }

    @Test
    void shouldBlameADecisionThatIsNotTheOfflineOne() {
        new Caller(UPSET).ends();
        new Caller(CALM).trips(9000).waits("callfuse-soothing", 9030).ends();

        AsteriskCallFigures all = calls.figures(0);
        assertThat(all.wrong()).isEqualTo(2);
        assertThat(all.allRight()).isFalse();
        assertThat(all.faults())
                .anySatisfy(line -> assertThat(line)
                        .contains("upset.wav", "r1c1", "the fuse trips offline and did not", "593 frames heard"))
                .anySatisfy(line -> assertThat(line).contains("calm.wav", "tripped, and offline it does not"));
    }

    @Test
    void shouldBlameNobodyWhereItDependsOnWhenTheTapBegins() {
        new Caller(EITHER).trips(9000).waits("callfuse-soothing", 9030).ends();
        new Caller(EITHER).ends();

        AsteriskCallFigures all = calls.figures(0);
        assertThat(all.borderline()).isEqualTo(2);
        assertThat(all.right() + all.wrong()).isZero();
        assertThat(all.allRight()).isTrue();
    }

    @Test
    void shouldBlameACallerWhoIsNotWhereHeBelongs() {
        new Caller(UPSET).trips(7000).ends();
        new Caller(UPSET).trips(7000).waits("callfuse-fallback", 7030).ends();
        new Caller(CALM).waits("callfuse-soothing", 7030).ends();

        AsteriskCallFigures all = calls.figures(0);
        assertThat(all.misplaced()).isEqualTo(3);
        assertThat(all.moved()).isZero();
        assertThat(all.faults())
                .anySatisfy(line -> assertThat(line).contains("Asterisk has not seen him moved"))
                .anySatisfy(line -> assertThat(line).contains("Asterisk has seen him in callfuse-fallback"))
                .anySatisfy(line -> assertThat(line).contains("was not to be moved"));
    }

    @Test
    void shouldNameTheCallerOfWhomTheEngineKnowsNothing() {
        calls.called("1795463000.1", "r2c1");
        calls.called("1795463000.2", "5550100");
        new Caller(CALM);

        assertThat(calls.isSettled()).isFalse();
        AsteriskCallFigures all = calls.figures(0);
        assertThat(all.calls()).as("somebody else's call is none of ours").isEqualTo(2);
        assertThat(all.judged()).isZero();
        assertThat(all.faults())
                .anySatisfy(line -> assertThat(line).contains("the engine did not watch it"))
                .anySatisfy(line -> assertThat(line).contains("the engine gave no report of it"));
    }

    @Test
    void shouldMeasureTheJitterOfTheTap() {
        Caller caller = new Caller(CALM);
        long[] arrivedMs = {1000, 2016, 3000};
        for (int second = 1; second <= 3; second++) {
            long arrivedNs = START_NS + arrivedMs[second - 1] * MS_NS;
            calls.scored(
                    caller.id,
                    1000L * second,
                    20,
                    new MediaCounters(50L * second, 0, 0),
                    arrivedNs,
                    arrivedNs + 2 * MS_NS);
        }

        AsteriskStep step = window.figures(1, 0, new EngineUse(0, 0, 0, 0, 0, 0, 0), 0, 0);
        // 16 ms late, then 16 ms early: 16/16, and of what is left a sixteenth less.
        assertThat(step.jitter().maxMs()).isBetween(1.93, 1.95);
        assertThat(step.arrivalToScore().p50Ms()).isBetween(1.99, 2.01);
        assertThat(step.heardFrames()).isEqualTo(150);
        assertThat(step.holds(100)).isTrue();
    }

    @Test
    void shouldNotHoldWhereTheTapLosesAudio() {
        Caller caller = new Caller(CALM);
        calls.scored(caller.id, 1000, 20, new MediaCounters(48, 2, 0), START_NS, START_NS);

        AsteriskStep step = window.figures(1, 0, new EngineUse(0, 0, 0, 0, 0, 0, 0), 0, 0);
        assertThat(step.heardShare()).isEqualTo(0.96);
        assertThat(step.holds(100)).isFalse();
    }
}
