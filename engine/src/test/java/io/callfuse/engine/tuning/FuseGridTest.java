package io.callfuse.engine.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.config.PolicyText;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.scoring.Emotion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FuseGridTest {
    /** Its rules and needs are tried with each threshold. */
    @Test
    void shouldTryAPolicyThatKnowsNeeds() throws Exception {
        PolicySettings policy = PolicyText.settings(
                """
                {"routes": {"soothing": {"context": "c", "skills": ["soothing"]}, "fallback": {"context": "c"},
                  "agent": {"context": "c"}}, "needs": [{"name": "calm", "when": "score > 1", "skill": "soothing"}],
                  "rules": [{"name": "late", "when": "callSeconds > 8", "route": "by-need"}]}""");
        PolicyTrack track = new PolicyTrack();
        for (int second = 1; second <= 10; second++) {
            track.say(Fact.SCORE, 50);
            track.say(Fact.CONFIDENCE, 0.5);
            track.say(Fact.CALL_SECONDS, second);
            track.second(Emotion.ANGER, 5000, true);
        }
        track.end(10_000, 5000, true);
        PastCall call = new PastCall(track, List.of(), 0);
        List<TriedCall> tried = FuseGrid.ofThresholds(policy).tried(call);
        assertThat(tried).hasSize(101);
        assertThat(tried.get(50).tripsMs()).as("by the score, after the dwell").containsExactly(4000L);
        assertThat(tried.get(51).tripsMs()).as("by the rule").containsExactly(9000L);
    }
}
