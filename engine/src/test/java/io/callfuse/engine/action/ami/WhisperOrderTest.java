package io.callfuse.engine.action.ami;

import static io.callfuse.engine.action.ami.AmiTestBench.CALLER;
import static io.callfuse.engine.action.ami.AmiTestBench.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.action.WhisperOutcome;
import io.callfuse.engine.action.ami.FakeAmi.Fault;
import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Asterisk is asked for an agent to be whispered to, and what it answers. */
@Timeout(60)
class WhisperOrderTest {
    private static final String AGENT = "PJSIP/agent-00000002";
    private final CallId id = CallId.random();
    private AmiTestBench bench;

    @BeforeEach
    void connect() throws IOException {
        bench = AmiTestBench.patient(Duration.ofSeconds(30)).connected();
        bench.asterisk.channel(AGENT, "1700000000.2", "", "", 1);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void shouldPlayTheSoundToTheAgentsChannelAlone() throws Exception {
        bench.caller.bridgePeer = AGENT;
        assertThat(whisper()).isInstanceOfSatisfying(WhisperOutcome.Begun.class, begun -> assertThat(
                        begun.agent().name())
                .isEqualTo(AGENT));
        assertThat(bench.asterisk.last("originate"))
                .containsEntry("channel", "Local/play@callfuse-whisper/n")
                .containsEntry("application", "ChanSpy")
                .containsEntry("data", "1700000000.2,uqWES")
                .containsEntry("variable", "CDR_PROP(disable)=1|CALLFUSE_OF=" + id + "|CALLFUSE_WHISPER=upset-caller")
                .containsEntry("async", "true");
    }

    @Test
    void shouldAskForNothingWhereTheCallerTalksToNobodyOrToAMachine() throws Exception {
        assertThat(whisper()).isInstanceOf(WhisperOutcome.NobodyToTell.class);
        bench.caller.bridgePeer = "Recorder/ARI-1";
        assertThat(whisper()).isInstanceOf(WhisperOutcome.NobodyToTell.class);
        bench.caller.bridgePeer = AGENT + ",PJSIP/other-3";
        assertThat(whisper()).isInstanceOf(WhisperOutcome.NobodyToTell.class);
        assertThat(bench.asterisk.count("originate")).isZero();
    }

    @Test
    void shouldSayWhyWhereAsteriskRefuses() throws Exception {
        bench.caller.bridgePeer = AGENT;
        bench.asterisk.fault("originate", Fault.PERMISSION_DENIED);
        assertThat(whisper()).isInstanceOfSatisfying(WhisperOutcome.Failed.class, failed -> assertThat(failed.why())
                .contains("Permission denied"));
    }

    private WhisperOutcome whisper() throws Exception {
        return outcome(bench.control.whisper(CALLER, id, "upset-caller"));
    }
}
