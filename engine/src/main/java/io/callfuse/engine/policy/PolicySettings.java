package io.callfuse.engine.policy;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
 * @param navigation who goes where by what he needs
 */
public record PolicySettings(
        String version,
        FuseSettings fuse,
        Duration classifyBy,
        Duration decideBy,
        Duration minimumSpeech,
        Route switchRoute,
        Optional<Route> fallback,
        PolicyRules rules,
        Navigation navigation) {

    /** Rejects deadlines in the wrong order and missing parts. */
    public PolicySettings {
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(fuse, "fuse is null");
        Objects.requireNonNull(switchRoute, "switchRoute is null");
        Objects.requireNonNull(fallback, "fallback is null");
        Objects.requireNonNull(rules, "rules is null");
        if (rules.needs() != navigation.needs().size()) {
            throw new IllegalArgumentException(
                    rules.needs() + " conditions of " + navigation.needs().size() + " needs");
        }
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

    /** The same where nobody needs anything in particular. */
    public PolicySettings(
            String version,
            FuseSettings fuse,
            Duration classifyBy,
            Duration decideBy,
            Duration minimumSpeech,
            Route switchRoute,
            Optional<Route> fallback,
            PolicyRules rules) {
        this(version, fuse, classifyBy, decideBy, minimumSpeech, switchRoute, fallback, rules, Navigation.NONE);
    }

    /** The same with another fuse. */
    public PolicySettings with(FuseSettings other) {
        return new PolicySettings(
                version, other, classifyBy, decideBy, minimumSpeech, switchRoute, fallback, rules, navigation);
    }

    /** The queues that must be asked before somebody is moved. */
    public Set<String> queues() {
        Set<Route> from = new LinkedHashSet<>();
        from.add(switchRoute);
        fallback.ifPresent(from::add);
        rules.rules().forEach(rule -> rule.route().ifPresent(from::add));
        Set<String> queues = new TreeSet<>(rules.compiled().queues());
        Set<String> skills = new TreeSet<>();
        navigation.needs().forEach(need -> skills.add(need.skill()));
        for (Route route : navigation.reachable(from)) {
            boolean compared = route.intake().skills().stream().anyMatch(skills::contains);
            if (!route.reception().queue().isEmpty()
                    && (compared || route.intake().asksQueue())) {
                queues.add(route.reception().queue());
            }
        }
        return queues;
    }
}
