package io.callfuse.engine;

import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.Route;
import java.util.Optional;

/** Puts into words what is known of a call. Stateless. */
final class Verdicts {
    /** Any thread: from what the call's worker has published. A trip speaks louder than a decision made before it. */
    Verdict of(LiveCall call) {
        PublishedScore.Reading last = call.lastScore();
        FuseState fuse = call.fuse();
        Optional<Decision> decision = call.decision();
        boolean tripped = hasTripped(fuse);
        return new Verdict(
                Optional.of(call.id()),
                last.score(),
                last.emotion().label(),
                last.confidence(),
                tripped
                        ? call.tripped()
                                .map(LiveCall.Trip::routeName)
                                .orElse(call.policy().settings().switchRoute().name())
                        : decision.map(Decision::routeName).orElse(Route.NONE),
                tripped
                        ? whyTripped(call.tripped().flatMap(trip -> trip.fuse().rule()))
                        : decision.map(Decision::cause).orElse(""),
                fuse.label(),
                call.topic());
    }

    static String whyTripped(Optional<String> rule) {
        return Decision.cause(rule.isPresent() ? Decision.Reason.RULE : Decision.Reason.FUSE, rule);
    }

    /** Whether the fuse has tripped and has not been closed again since. */
    static boolean hasTripped(FuseState fuse) {
        return !(fuse instanceof FuseState.Closed || fuse instanceof FuseState.Confirming);
    }
}
