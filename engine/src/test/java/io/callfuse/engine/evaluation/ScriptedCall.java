package io.callfuse.engine.evaluation;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.Heard;
import io.callfuse.engine.archive.Outcome;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.scoring.Emotion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A labelled call whose scores are written down, decided by the real policy. The caller speaks all the time. */
public final class ScriptedCall {
    /** 75, 60, 3 s; first class by 20 s, decision by 60 s. */
    public static final PolicySettings POLICY = new PolicySettings(
            "test",
            new FuseSettings(75, 60, Duration.ofSeconds(3), Duration.ofMinutes(5)),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            new Route("soothing", "soothing", "s", 1),
            Optional.empty());

    private final CallLabel label;
    private final double[] scores;
    private OptionalLong onsetMs = OptionalLong.empty();
    private OptionalLong spoken2sMs = OptionalLong.empty();
    private String name = "call.wav";
    private String speaker = "";
    private Emotion emotion = Emotion.NEUTRAL;
    private double confidence = 0.5;
    private int unknownSeconds = 2;
    private int silentSeconds;

    private ScriptedCall(CallLabel label, int seconds) {
        this.label = label;
        this.scores = new double[seconds];
        if (label == CallLabel.ANGRY) {
            onsetMs = OptionalLong.of(0);
        }
    }

    /** A call with a score of 10 throughout. */
    public static ScriptedCall of(CallLabel label, int seconds) {
        ScriptedCall call = new ScriptedCall(label, seconds);
        java.util.Arrays.fill(call.scores, 10);
        return call;
    }

    /** The score of the seconds that end after {@code fromSecond} and not after {@code toSecond}. */
    public ScriptedCall scoring(double score, int fromSecond, int toSecond) {
        java.util.Arrays.fill(scores, fromSecond, toSecond, score);
        return this;
    }

    /** When the caller begins to be upset. */
    public ScriptedCall onset(int second) {
        onsetMs = OptionalLong.of(1000L * second);
        return this;
    }

    /** What it is called. */
    public ScriptedCall named(String newName) {
        name = newName;
        return this;
    }

    /** Who calls. */
    public ScriptedCall by(String who) {
        speaker = who;
        return this;
    }

    /** What is said of it, from the second after {@code unknown} on. */
    public ScriptedCall sounding(Emotion newEmotion, double newConfidence, int unknown) {
        emotion = newEmotion;
        confidence = newConfidence;
        unknownSeconds = unknown;
        return this;
    }

    /** By when the list says that the caller has spoken for 2 s. */
    public ScriptedCall spokenBy(int second) {
        spoken2sMs = OptionalLong.of(1000L * second);
        return this;
    }

    /** How long the caller is silent at first. */
    public ScriptedCall silentFor(int seconds) {
        silentSeconds = seconds;
        return this;
    }

    /** The call as it was heard. */
    public HeardCall heard() {
        Outcome outcome = new Outcome();
        CallPolicy policy = new CallPolicy(POLICY, outcome);
        ScoreTrack timeline = new ScoreTrack();
        long[] speechMs = new long[scores.length];
        for (int s = 0; s < scores.length; s++) {
            speechMs[s] = 1000L * Math.max(0, s + 1 - silentSeconds);
            boolean known = s + 1 > unknownSeconds;
            Emotion said = known ? emotion : Emotion.UNKNOWN;
            double sure = known ? confidence : 0;
            timeline.append(1000L * (s + 1), scores[s], said, sure, 0, 0, -30);
            policy.tick(1000L * (s + 1), scores[s], said, sure, speechMs[s], true);
        }
        policy.end(1000L * scores.length, speechMs[scores.length - 1], true);
        CallReport report = new CallReport(
                name,
                new Heard(scores.length, scores.length, 0),
                outcome,
                timeline,
                new EngineIdentity("1.2.3", "model-x", "sha256:0"));
        return new HeardCall(
                new LabelledCall(name, Path.of(name), label, onsetMs, speaker, spoken2sMs, "labels.csv:2: "),
                report,
                speechMs);
    }
}
