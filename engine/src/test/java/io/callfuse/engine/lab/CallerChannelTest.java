package io.callfuse.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CallerChannelTest {
    @Test
    void shouldReadTheCallersAndLeaveTapsAndAgentsOut() {
        String printed =
                """
                PJSIP/caller-0000000a!lab-queue!s!2!Up!Queue!support,c!5550100!!!3!17!!1795294804.0
                AudioSocket/127.0.0.1:9092-1!default!!1!Up!ChanSpy!PJSIP/caller-0000000a,uqoESl!!!!3!17!!1795294804.1
                PJSIP/agent-0000000b!lab-agent!!1!Up!AppDial!(Outgoing Line)!agent!!!3!5!b1!1795294804.9
                PJSIP/caller-0000000c!callfuse-routes!soothing!3!Up!Queue!a!b!c!5550100!!!3!61!!1795294805.2
                """;

        assertThat(CallerChannel.parse(printed))
                .containsExactly(
                        new CallerChannel("PJSIP/caller-0000000a", "lab-queue", "s", 17),
                        new CallerChannel("PJSIP/caller-0000000c", "callfuse-routes", "soothing", 61));
    }

    @Test
    void shouldLeaveOutLinesThatAreNoRows() {
        assertThat(CallerChannel.parse("")).isEmpty();
        assertThat(CallerChannel.parse("PJSIP/caller-1!cut off")).isEmpty();
    }

    @Test
    void shouldReadTheVariablesOfAChannel() {
        String printed =
                """
                 -- General --
                           Name: PJSIP/caller-00000000
                      Variables:
                GOSUB_RETVAL=
                CALLFUSE_ID=0b5c1f3e-0000-4000-8000-000000000000
                LAB_CALLED=queue-4573-9092-1
                LAB_SAID=a=b
                  CDR Variables:
                level 1: dst=s
                """;

        assertThat(CallerChannel.parseVariables(printed))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "GOSUB_RETVAL", "",
                        "CALLFUSE_ID", "0b5c1f3e-0000-4000-8000-000000000000",
                        "LAB_CALLED", "queue-4573-9092-1",
                        "LAB_SAID", "a=b"));
        assertThat(CallerChannel.parseVariables("PJSIP/caller-1 is not a known channel\n"))
                .isEmpty();
    }
}
