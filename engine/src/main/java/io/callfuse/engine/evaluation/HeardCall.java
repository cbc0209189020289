package io.callfuse.engine.evaluation;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.archive.Trip;
import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FirstClass;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicySettings;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A labelled call and what the engine made of it. Not changed once made.
 *
 * @param labelled what is known of the call
 * @param report what the engine says
 * @param speechMs caller speech that the engine had heard after each second of the timeline
 */
public record HeardCall(LabelledCall labelled, CallReport report, long[] speechMs) {
    /** Speech without which nothing is said of a caller, ms. */
    private static final long LEAST_SPEECH_MS = 2000;

    /** Rejects a timeline of another length. */
    public HeardCall {
        if (speechMs.length != report.timeline().length()) {
            throw new IllegalArgumentException(
                    speechMs.length + " seconds, and " + report.timeline().length() + " on the timeline");
        }
    }

    /** What the call is. */
    public CallLabel label() {
        return labelled.label();
    }

    /** Media time of the first trip; empty where the fuse held. */
    public OptionalLong tripMs() {
        return report.outcome().trips().stream().mapToLong(Trip::atMs).findFirst();
    }

    /** What the fuse's first trip, or its want, is worth. */
    public CallOutcome outcome() {
        return CallOutcome.of(labelled, tripMs());
    }

    /** From the onset to the first trip, ms; empty unless that came after a known onset. */
    public OptionalLong delayMs() {
        return delayMs(tripMs());
    }

    OptionalLong delayMs(OptionalLong trip) {
        boolean counts = CallOutcome.of(labelled, trip) == CallOutcome.HIT
                && labelled.onsetMs().isPresent();
        return counts ? OptionalLong.of(trip.getAsLong() - labelled.onsetMs().getAsLong()) : OptionalLong.empty();
    }

    /** The highest score of the call, 0-100. */
    public double maxScore() {
        return report.timeline().maxScore();
    }

    /** The first class; every call has one. */
    public FirstClass firstClass() {
        return report.outcome().firstClass().orElseThrow();
    }

    /** Whether the caller had spoken for 2 s by this time: as the list says, else as the engine heard it. */
    boolean hasSpokenBy(long ms) {
        if (labelled.spoken2sMs().isPresent()) {
            return labelled.spoken2sMs().getAsLong() <= ms;
        }
        int second = (int) Math.min(ms / 1000, speechMs.length) - 1;
        return second >= 0 && speechMs[second] >= LEAST_SPEECH_MS;
    }

    /** When the fuse would have tripped first under other settings, by the fuse itself; empty where it would have held. */
    OptionalLong tripMs(PolicySettings settings) {
        CallPolicy policy = new CallPolicy(settings, event -> {});
        ScoreTrack timeline = report.timeline();
        for (int i = 0; i < speechMs.length; i++) {
            policy.tick(
                    timeline.atMs(i),
                    timeline.score(i),
                    timeline.emotion(i),
                    timeline.confidence(i),
                    speechMs[i],
                    true);
            if (policy.state() instanceof FuseState.Tripped tripped) {
                return OptionalLong.of(tripped.trippedAtMs());
            }
        }
        return OptionalLong.empty();
    }

    /** Who calls; empty where the list does not say. */
    public Optional<String> speaker() {
        return labelled.speaker().isEmpty() ? Optional.empty() : Optional.of(labelled.speaker());
    }
}
