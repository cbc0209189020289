package io.callfuse.engine.archive;

import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.scoring.Emotion;
import java.time.Duration;
import java.util.Optional;

/** Reports with known contents. */
public final class Reports {
    public static final EngineIdentity ENGINE = new EngineIdentity("0.1.0", "prosody-1", "sha256:abc");
    public static final PolicySettings POLICY = new PolicySettings(
            "7",
            new FuseSettings(75, 60, Duration.ofSeconds(3), Duration.ofMinutes(5)),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            new Route("soothing", "callfuse-soothing", "s", 1),
            Optional.empty());

    private Reports() {}

    /** A caller who is calm for two seconds and then angry for five; the call ends after 7.5 s. */
    public static CallReport escalating() {
        return escalating(83.125);
    }

    public static CallReport escalating(double lastScore) {
        ScoreTrack timeline = new ScoreTrack();
        Outcome outcome = new Outcome();
        CallPolicy policy = new CallPolicy(POLICY, outcome);
        double[] scores = {0, 12.04, 76, 80, 91.25, 88, lastScore};
        for (int i = 0; i < scores.length; i++) {
            Emotion emotion = i < 2 ? Emotion.UNKNOWN : Emotion.ANGER;
            double confidence = i < 2 ? 0 : 0.805;
            long atMs = (i + 1) * 1000L;
            timeline.append(atMs, scores[i], emotion, confidence, 182 + i, i * 0.9, -27.1 + i);
            policy.tick(atMs, scores[i], emotion, confidence, atMs, true);
        }
        policy.end(7500, 7200, true);
        return new CallReport("a.wav", new Heard(7.5, 7.2, 4.1), outcome, timeline, ENGINE);
    }

    /** A recording in which nothing was ever scored or said. */
    public static CallReport empty() {
        return new CallReport("empty.wav", new Heard(0, 0, 0), new Outcome(), new ScoreTrack(), ENGINE);
    }
}
