package io.callfuse.engine.tuning;

import io.callfuse.engine.archive.JournaledRestart;
import io.callfuse.engine.archive.store.ToldEvent;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FirstClass;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.RuleHeld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares what the archive tells of a call with what its policies make of its track now. Stateless. */
public final class LiveCheck {
    private LiveCheck() {}

    /**
     * Decides a call as it was decided live, and says where that differs from what is told of it.
     *
     * @param settings those with which it began
     * @param changedTo the policy that an input of kind {@code policy} tells of, by the input's details
     * @param told what the archive tells, in any order
     * @return a line for each difference; none where there is none
     */
    public static List<String> differences(
            PastCall call,
            PolicySettings settings,
            Function<Map<String, String>, PolicySettings> changedTo,
            List<ToldEvent> told) {
        List<ToldEvent> left = new ArrayList<>(told);
        List<String> differences = new ArrayList<>();
        PolicyReplay.asLive(settings, changedTo, call, event -> told(event).ifPresent(now -> {
            if (!left.removeIf(now::isLike)) {
                differences.add("now, and not then: " + text(now));
            }
        }));
        left.forEach(then -> differences.add("then, and not now: " + text(then)));
        return differences;
    }

    /** Whether a call can be compared: all of it is there, and it was not begun under an engine that was killed. */
    public static boolean isPossible(PastCall call) {
        return call.isWhole()
                && call.inputs().stream().noneMatch(input -> input.kind().equals(JournaledRestart.KIND));
    }

    private static Optional<ToldEvent> told(PolicyEvent event) {
        if (event instanceof FuseChanged change) {
            String words = change.from().label() + " " + change.to().label() + " " + change.why();
            return Optional.of(new ToldEvent(ToldEvent.Kind.FUSE, change.atMs(), change.score(), words));
        }
        if (event instanceof Decision said) {
            String words = said.routeName() + " " + said.cause();
            return Optional.of(new ToldEvent(ToldEvent.Kind.DECISION, said.atMs(), said.score(), words));
        }
        if (event instanceof RuleHeld held) {
            String words = held.rule() + " " + held.routeName();
            return Optional.of(new ToldEvent(ToldEvent.Kind.RULE, held.atMs(), held.score(), words));
        }
        if (event instanceof FirstClass said) {
            String emotion = said.emotion().label();
            return Optional.of(new ToldEvent(ToldEvent.Kind.FIRST_CLASS, said.atMs(), Double.NaN, emotion));
        }
        return Optional.empty();
    }

    private static String text(ToldEvent event) {
        String score = Double.isNaN(event.score()) ? "" : " score " + event.score();
        return event.kind() + " at " + event.atMs() + " ms" + score + ": " + event.words();
    }
}
