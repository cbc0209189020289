package io.callfuse.engine.action.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the dialplan tells of agents: keys that label, and whispers. */
@Timeout(60)
class RelayedEventsTest {
    private final CallId id = CallId.random();
    private AmiTestBench bench;

    @BeforeEach
    void connect() throws IOException {
        bench = AmiTestBench.patient(Duration.ofSeconds(30)).connected();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void shouldRelayTheKeysByWhichAnAgentLabelsACaller() {
        for (String callfuseId : new String[] {id.toString(), "", "none of ours"}) {
            bench.asterisk.event(
                    "Event: UserEvent",
                    "UserEvent: CallfuseLabel",
                    "Channel: PJSIP/agent-00000002",
                    "Uniqueid: 17.4",
                    "Linkedid: 17.3",
                    "Label: upset",
                    "CallfuseId: " + callfuseId);
        }
        bench.asterisk.event("Event: Hangup", "Uniqueid: 17.4", "Cause: 16");

        await().until(() -> bench.events.count("hungUp 17.4 16") == 1);
        String rest = " PJSIP/agent-00000002 (uniqueid 17.4, linkedid 17.3) upset";
        assertThat(bench.events.told)
                .filteredOn(told -> told.startsWith("labelled"))
                .containsExactly("labelled " + id + rest, "labelled -" + rest);
    }

    @Test
    void shouldRelayWhetherItWasPlayed() {
        for (String callfuseId : new String[] {id.toString(), "none of ours"}) {
            bench.asterisk.event(
                    "Event: UserEvent",
                    "UserEvent: CallfuseWhisper",
                    "Uniqueid: 17.9",
                    "CallfuseId: " + callfuseId,
                    "Status: FAILED");
        }
        bench.asterisk.event("Event: Hangup", "Uniqueid: 17.9", "Cause: 16");
        await().until(() -> bench.events.count("hungUp 17.9 16") == 1);
        assertThat(bench.events.told)
                .filteredOn(told -> told.startsWith("whispered"))
                .containsExactly("whispered " + id + " FAILED");
    }
}
