package io.callfuse.engine.policy;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything by which one call is decided.
 *
 * @param version how reports and the archive name this policy
 * @param fuse when the fuse trips
 * @param classifyBy media time by which the first class is said, be it {@code unknown}
 * @param decideBy media time by which every call has a decision; not before {@code classifyBy}
 * @param minimumSpeech caller speech below which nobody is moved and the decision is {@code not-enough-speech}
 * @param switchRoute where a tripped fuse moves the caller
 * @param fallback where the caller goes if that fails; empty leaves him where he is
 * @param rules what else moves a caller, or is told
 */
public record PolicySettings(
        String version,
        FuseSettings fuse,
        Duration classifyBy,
        Duration decideBy,
        Duration minimumSpeech,
        Route switchRoute,
        Optional<Route> fallback,
        PolicyRules rules) {

    /** Rejects deadlines in the wrong order and missing parts. */
    public PolicySettings {
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(fuse, "fuse is null");
        Objects.requireNonNull(switchRoute, "switchRoute is null");
        Objects.requireNonNull(fallback, "fallback is null");
        Objects.requireNonNull(rules, "rules is null");
        if (classifyBy.isNegative() || classifyBy.isZero()) {
            throw new IllegalArgumentException("classifyBy " + classifyBy + " is not positive");
        }
        if (decideBy.compareTo(classifyBy) < 0) {
            throw new IllegalArgumentException("decideBy " + decideBy + " is before classifyBy " + classifyBy);
        }
        if (minimumSpeech.isNegative()) {
            throw new IllegalArgumentException("minimumSpeech " + minimumSpeech + " is negative");
        }
    }

    /** The same without rules. */
    public PolicySettings(
            String version,
            FuseSettings fuse,
            Duration classifyBy,
            Duration decideBy,
            Duration minimumSpeech,
            Route switchRoute,
            Optional<Route> fallback) {
        this(version, fuse, classifyBy, decideBy, minimumSpeech, switchRoute, fallback, PolicyRules.NONE);
    }

    /** Where a trip moves the caller: where its rule says, or where the score does. */
    public Route routeOf(FuseState.Tripped trip) {
        return trip.rule().flatMap(rules::find).flatMap(PolicyRule::route).orElse(switchRoute);
    }
}
