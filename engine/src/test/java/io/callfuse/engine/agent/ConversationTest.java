package io.callfuse.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Times in seconds since the first frame; a frame has 20 ms. */
@Timeout(20)
class ConversationTest {
    private static final int CALLERS_LAG = 20;

    private final Conversation talk = new Conversation();
    private long next;

    /** Both speak, or not, for so long; the caller's verdicts come later than the agent's. */
    private void pass(double seconds, boolean callerSpeaks, boolean agentSpeaks) {
        long until = next + Math.round(seconds * 50);
        for (long index = next; index < until; index++) {
            talk.agent(index, agentSpeaks);
        }
        for (long index = next; index < until; index++) {
            talk.caller(index, callerSpeaks);
        }
        next = until;
    }

    @Test
    void shouldMeasureThePauseBeforeEachReply() {
        talk.begin(0);
        pass(2, true, false);
        pass(0.8, false, false);
        pass(3, false, true);
        pass(0.5, false, false);
        pass(2, true, false);
        pass(2.4, false, false);
        pass(1, false, true);
        AgentsHeard.Talk figures = talk.talk();
        assertThat(figures.replies()).isEqualTo(2);
        assertThat(figures.medianPauseMs()).isBetween(800L, 820L);
        assertThat(figures.longestPauseMs()).isBetween(2400L, 2420L);
        assertThat(figures.longestPauseAtMs()).isBetween(8280L, 8300L);
        assertThat(figures.speechMs()).isEqualTo(4000);
        assertThat(figures.talkOvers()).isZero();
        assertThat(talk.turns().lastPauseMs().orElseThrow()).isBetween(2400L, 2420L);
        assertThat(talk.turns().agentSpeechMs()).isEqualTo(4000);
    }

    @Test
    void shouldCountNoReplyWhereTheAgentGoesOnOrCutsIn() {
        talk.begin(0);
        pass(1, false, true);
        pass(1, false, false);
        pass(1, false, true);
        pass(2, true, false);
        pass(1.5, true, true);
        pass(1, false, true);
        assertThat(talk.talk().replies()).isZero();
        assertThat(talk.talk().talkOvers()).isEqualTo(1);
        assertThat(talk.talk().talkOverMs()).isBetween(1500L, 1800L);
    }

    @Test
    void shouldTakeNoShortNoiseOfEitherForTalkingOver() {
        talk.begin(0);
        pass(3, true, false);
        pass(0.1, true, true);
        pass(3, true, false);
        pass(0.2, false, false);
        pass(2, false, true);
        assertThat(talk.talk().talkOvers()).isZero();
    }

    @Test
    void shouldNotWaitForEverForTheOtherSide() {
        talk.begin(0);
        for (int index = 0; index < 10_000; index++) {
            talk.agent(index, true);
        }
        talk.finishPresent();
        assertThat(talk.talk().speechMs()).isEqualTo(200_000);
    }

    @Test
    void shouldBeginAnewWithTheNextAgent() {
        talk.begin(0);
        pass(2, true, false);
        talk.finishPresent();
        next = 5000;
        talk.begin(next);
        pass(1, false, true);
        assertThat(talk.talk().replies()).as("what was said to nobody").isZero();
        pass(1, true, false);
        pass(0.4, false, false);
        pass(1, false, true);
        assertThat(talk.talk().replies()).isEqualTo(1);
        assertThat(talk.talk().longestPauseAtMs()).isBetween(102_000L, 102_040L);
    }

    @Test
    void shouldNotMindWhoseVerdictComesLater() {
        talk.begin(0);
        for (int index = 0; index < 1000; index++) {
            talk.agent(index, index >= 200 && index < 300);
            if (index >= CALLERS_LAG) {
                talk.caller(index - CALLERS_LAG, index - CALLERS_LAG < 150);
            }
        }
        talk.finishPresent();
        assertThat(talk.talk().replies()).isEqualTo(1);
        assertThat(talk.talk().longestPauseMs()).isBetween(1000L, 1020L);
    }
}
