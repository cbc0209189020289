package io.callfuse.engine.action.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tap of a caller anywhere: what it is made of, and that nothing of it stays. */
@Timeout(30)
class AriTapTest {
    private AriTestBench bench;

    @BeforeEach
    void connect() throws Exception {
        bench = new AriTestBench().connected();
        bench.ari.run(() -> bench.ari.asterisk.call("1.1"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldJoinASnoopAndExternalMediaInABridge() throws Exception {
        assertThat(tap()).isInstanceOf(TapOutcome.Started.class);
        bench.ari.run(() -> {
            assertThat(bench.ari.asterisk.bridges.values()).singleElement().satisfies(members -> assertThat(members)
                    .hasSize(2)
                    .allMatch(id -> id.startsWith("callfuse-tap-")));
            assertThat(bench.ari.asterisk.channels.get(part("-snoop")).spied).isEqualTo("1.1");
        });
    }

    @Test
    void shouldWaitUntilBothChannelsAreInTheApplication() throws Exception {
        bench.ari.faults = new FakeAri.Faults(60, 0, 0, 0, 0);
        for (int i = 0; i < 10; i++) {
            assertThat(tap()).isInstanceOf(TapOutcome.Started.class);
        }
    }

    @Test
    void shouldKeepTheTapOutOfTheCallRecords() throws Exception {
        tap();
        await().until(() -> bench.ari.on(() -> "1"
                .equals(bench.ari
                        .asterisk
                        .channels
                        .get(part("-snoop"))
                        .variables
                        .get("CDR_PROP(disable)"))));
    }

    @Test
    void shouldRemoveMediaThenSnoopThenBridgeWhenTheCallerHangsUp() throws Exception {
        tap();
        bench.ari.run(() -> bench.ari.asterisk.hangUp("1.1"));
        awaitNothingLeft();
        assertThat(bench.ari.on(() -> List.copyOf(bench.ari.asterisk.removals)))
                .filteredOn(id -> id.startsWith("callfuse-tap-"))
                .extracting(id -> id.substring(id.lastIndexOf('-')))
                .containsExactly("-media", "-snoop", "-bridge");
        assertThat(bench.told).contains("hungUp 1.1 16");
    }

    @Test
    void shouldRemoveAllWhenTheEngineEndsTheStream() throws Exception {
        tap();
        bench.ari.run(() -> bench.ari.asterisk.hangUp(part("-media")));
        await().until(() -> bench.ari.on(() -> bench.ari.asterisk.bridges.isEmpty()));
        assertThat(bench.ari.on(
                        () -> bench.ari.asterisk.channels.keySet().stream().toList()))
                .containsExactly("1.1");
    }

    @Test
    void shouldSayThatTheCallHasEndedAndLeaveNothing() throws Exception {
        bench.ari.run(() -> bench.ari.asterisk.hangUp("1.1"));
        // the end is told to the tap, or found by it, whichever comes first
        assertThat(why()).containsAnyOf("the call has ended", "the call or the stream ended");
        await().untilAsserted(() -> assertThat(bench.told).contains("hungUp 1.1 0"));
        awaitNothingLeft();
    }

    @Test
    void shouldGiveUpATapWhoseMediaNeverComesIntoTheApplication() throws Exception {
        bench.ari.run(() -> bench.ari.asterisk.silentMedia = true);
        assertThat(why()).contains("did not bring both channels");
        bench.ari.run(() -> bench.ari.asterisk.hangUp("1.1"));
        awaitNothingLeft();
    }

    @Test
    void shouldAskForNoTapForAWhileAfterThreeThatCouldNotBeConnected() throws Exception {
        bench.ari.run(() -> bench.ari.asterisk.absentAudio = true);
        for (int i = 0; i < 3; i++) {
            assertThat(why()).contains("could not connect the tap to 127.0.0.1:9092");
        }
        assertThat(why()).contains("not asked for");
        bench.ari.run(() -> bench.ari.asterisk.absentAudio = false);
        await().until(() -> tap() instanceof TapOutcome.Started);
    }

    @Test
    void shouldRemoveWhatAnEngineThatWasKilledHasLeft() throws Exception {
        tap();
        bench.ari.run(() -> {
            bench.ari.asterisk.channels.put(
                    "callfuse-tap-old-media", new FakeAsterisk.Channel("callfuse-tap-old-media", ""));
            bench.ari.asterisk.channels.put(
                    "callfuse-tap-old-snoop", new FakeAsterisk.Channel("callfuse-tap-old-snoop", "1.1"));
            bench.ari.asterisk.bridges.put("callfuse-tap-old-bridge", new java.util.HashSet<>());
            bench.ari.asterisk.bridges.put("somebody-elses", new java.util.HashSet<>());
        });
        bench.ari.cut();
        await().until(() -> bench.told.contains("connected [1.1] again"));
        await().until(() -> bench.ari.on(() -> bench.ari.asterisk.bridges.size() == 2));
        assertThat(bench.ari.on(() -> List.copyOf(bench.ari.asterisk.channels.keySet())))
                .hasSize(3)
                .noneMatch(id -> id.contains("old"));
        assertThat(bench.ari.on(() -> bench.ari.asterisk.bridges.keySet().toString()))
                .contains("somebody-elses");
    }

    @Test
    void shouldKeepTheTapThroughALostEventStream() throws Exception {
        tap();
        bench.ari.cut();
        await().until(() -> bench.told.contains("connected [1.1] again"));
        assertThat(bench.state()).startsWith("1 taps");
        bench.ari.run(() -> bench.ari.asterisk.hangUp("1.1"));
        awaitNothingLeft();
    }

    @Test
    void shouldRemoveATapWhoseCallEndedWhileEventsWereMissed() throws Exception {
        tap();
        int port = bench.ari.stop();
        bench.ari.run(() -> bench.ari.asterisk.hangUp("1.1"));
        // Younger taps may be missing in a list because they are just being made.
        Thread.sleep(AriTestBench.quickTimes().tapWithin().toMillis());
        bench.ari.startAgain(port);
        awaitNothingLeft();
    }

    @Test
    void shouldRemoveAllTapsWhenTheEngineStops() throws Exception {
        tap();
        tap();
        bench.control.close();
        bench.ari.run(() -> {
            assertThat(bench.ari.asterisk.bridges).isEmpty();
            assertThat(bench.ari.asterisk.channels.keySet()).containsExactly("1.1");
        });
    }

    @Test
    void shouldTellOfKeysThatTheCallerPresses() {
        bench.ari.run(() -> bench.ari.asterisk.pressKey("1.1", "7"));
        await().until(() -> bench.told.contains("digit 1.1 7"));
    }

    private TapOutcome tap() throws Exception {
        CompletionStage<TapOutcome> asked = bench.control.startTap(AriTestBench.channel("1.1"), CallId.random());
        return AriTestBench.outcome(asked);
    }

    private String why() throws Exception {
        return ((TapOutcome.Failed) tap()).why();
    }

    /** On the thread of Asterisk. */
    private String part(String ending) {
        return bench.ari.asterisk.channels.keySet().stream()
                .filter(id -> id.endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    private void awaitNothingLeft() {
        await().until(() -> bench.state().startsWith("0 taps")
                && bench.ari.on(() -> bench.ari.asterisk.bridges.isEmpty() && bench.ari.asterisk.channels.isEmpty()));
    }
}
