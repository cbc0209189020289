package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.overload.OverloadControl.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OverloadWatchTest {
    private static final int LEAST_CALLS = 1;

    private final EngineBench bench = new EngineBench();
    private final OverloadWatch watch = watch(4);

    private OverloadWatch watch(int maxCalls) {
        EngineConfig.Workers defaults = ConfigLoader.defaults().config().engine();
        EngineConfig.Workers settings = new EngineConfig.Workers(
                1,
                defaults.queueFrames(),
                defaults.gapAfter(),
                maxCalls,
                defaults.drainWithin(),
                Duration.ofMillis(50),
                true);
        OverloadWatch.Watched watched = new OverloadWatch.Watched(
                List.of(bench.worker), bench.loop, bench.book, bench.opener, Optional.empty());
        return new OverloadWatch(watched, settings, LEAST_CALLS);
    }

    @AfterEach
    void close() {
        watch.close();
        bench.close();
    }

    /** So many seconds, in each of which every call has a score, so long after its second. */
    private void pass(int seconds, Duration delay) {
        for (int i = 0; i < seconds; i++) {
            bench.book.all().forEach(call -> bench.worker.scoreDelays().note(delay.toNanos()));
            watch.look();
        }
    }

    @Test
    void shouldWatchNoNewCallWhileScoresAreLateAndGoOnWithThoseItHas() {
        CallId first = bench.watch("1.1");
        CallId second = bench.watch("1.2");
        bench.watch("1.3");
        pass(4, Duration.ofMillis(80));
        assertThat(bench.opener.taking()).isEqualTo("taking");
        pass(1, Duration.ofMillis(80));
        assertThat(watch.state()).isEqualTo(State.REFUSES_CALLS);
        assertThat(bench.opener.taking()).isEqualTo("overloaded");
        assertThat(bench.desk
                        .watch(EngineBench.channel("1.4"), Optional.empty())
                        .state())
                .isEqualTo("refused");
        assertThat(bench.opener.refused()).isEqualTo(1);
        assertThat(bench.watch("1.1")).as("one that is watched").isEqualTo(first);
        EngineBench.Peer tap = bench.connectTap(second);
        assertThat(tap.finished()).as("the stream of one that is watched").isFalse();
        bench.passSilently(first, Duration.ofSeconds(1));
        assertThat(bench.live(first).isOver()).isFalse();
    }

    @Test
    void shouldTakeCallsAgainByItselfWhenScoresComeInTime() {
        bench.watch("1.1");
        bench.watch("1.2");
        bench.watch("1.3");
        pass(5, Duration.ofMillis(80));
        bench.desk.hungUp("1.3", 16);
        bench.settle();
        assertThat(bench.opener.taking()).as("two can be heard, and two are").isEqualTo("overloaded");
        pass(15, Duration.ofMillis(1));
        assertThat(bench.opener.callsAtMost()).isEqualTo(3);
        assertThat(bench.opener.taking()).isEqualTo("taking");
        pass(20, Duration.ofMillis(1));
        assertThat(watch.state()).isEqualTo(State.KEEPS_UP);
    }

    @Test
    void shouldRefuseNobodyBecauseTheMachineStoodStillForTwoSeconds() {
        bench.watch("1.1");
        bench.watch("1.2");
        pass(60, Duration.ofMillis(1));
        pass(3, Duration.ofSeconds(2));
        pass(60, Duration.ofMillis(1));
        assertThat(watch.state()).isEqualTo(State.KEEPS_UP);
        assertThat(bench.desk
                        .watch(EngineBench.channel("1.3"), Optional.empty())
                        .state())
                .isEqualTo("watching");
    }

    @Test
    void shouldCountTheScoresOfCallsThatAreHeard() {
        CallId id = bench.watch("1.1");
        long before = bench.worker.scoreDelays().noted();
        bench.passSilently(id, Duration.ofSeconds(3));
        assertThat(bench.worker.scoreDelays().noted() - before).isEqualTo(3);
    }
}
