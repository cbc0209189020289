package io.callfuse.engine.policy;

import io.callfuse.engine.scoring.Emotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call under the default policy, its clock and everything its policy said. */
final class PolicyFixture {
    static final FuseSettings FUSE = new FuseSettings(75, 60, Duration.ofSeconds(3), Duration.ofMinutes(5));
    static final Route SOOTHING = new Route("soothing", "callfuse-soothing", "s", 1);
    static final PolicySettings DEFAULTS = new PolicySettings(
            "1",
            FUSE,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            SOOTHING,
            Optional.empty());

    final List<PolicyEvent> events = new ArrayList<>();
    final CallPolicy policy;
    long atMs;

    PolicyFixture() {
        this(DEFAULTS);
    }

    PolicyFixture(PolicySettings settings) {
        policy = new CallPolicy(settings, events::add);
    }

    /** One more second of a caller who has spoken for long. */
    void second(double score) {
        second(score, score >= 50 ? Emotion.ANGER : Emotion.NEUTRAL, 10_000, true);
    }

    void second(double score, Emotion emotion, long speechMs, boolean heardMedia) {
        atMs += 1000;
        policy.tick(atMs, score, emotion, emotion == Emotion.UNKNOWN ? 0 : 0.8, speechMs, heardMedia);
    }

    void seconds(int count, double score) {
        for (int i = 0; i < count; i++) {
            second(score);
        }
    }

    /** Second 1 confirms, second 4 trips. */
    void trip() {
        seconds(4, 80);
    }

    void end() {
        policy.end(atMs, 10_000, true);
    }

    List<String> path() {
        return events.stream()
                .filter(FuseChanged.class::isInstance)
                .map(FuseChanged.class::cast)
                .map(change -> change.atMs() + " " + change.from().label() + " -> "
                        + change.to().label() + " (" + change.why() + ")")
                .toList();
    }

    <T> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
