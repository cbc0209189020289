package io.callfuse.engine.adaptation;

import io.callfuse.engine.scoring.Emotion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many different callers there are to learn from.
 *
 * @param all callers
 * @param upset of them with a call in which they are upset
 * @param others with a call in which they are not
 * @param calm with a second of which the label says that it is calm
 * @param angry the same of anger
 * @param positive the same of happiness
 */
public record CallerCounts(int all, int upset, int others, int calm, int angry, int positive) {
    private static final int LEAST_CALLERS = 8;
    private static final int LEAST_OF_EACH = 4;
    private static final int LEAST_CALLERS_ALONE = 24;
    private static final int LEAST_OF_EACH_ALONE = 10;

    /** Counts. */
    public static CallerCounts of(List<OwnCall> calls) {
        return new CallerCounts(
                callers(calls, call -> true),
                callers(calls, OwnCall::upset),
                callers(calls, call -> !call.upset()),
                callers(calls, call -> sounds(call, Emotion.NEUTRAL)),
                callers(calls, call -> sounds(call, Emotion.ANGER)),
                callers(calls, call -> sounds(call, Emotion.POSITIVE)));
    }

    /**
     * Says why these are too few to learn from; empty when they are enough.
     *
     * @param alone whether a model is made of nothing else
     */
    public Optional<String> shortage(boolean alone) {
        int least = alone ? LEAST_CALLERS_ALONE : LEAST_CALLERS;
        int ofEach = alone ? LEAST_OF_EACH_ALONE : LEAST_OF_EACH;
        String what = alone ? "a model of your own calls alone" : "adapting the model";
        if (all < least) {
            return Optional.of(all + " callers are too few: " + what + " takes " + least + ", better many more");
        }
        if (upset < ofEach || others < ofEach) {
            return Optional.of(upset + " callers with an upset call and " + others + " with another are too few: "
                    + what + " takes " + ofEach + " of each");
        }
        if (calm < ofEach || angry < ofEach) {
            return Optional.of(
                    "what calm and angry callers sound like is told by the calls of " + calm + " and " + angry
                            + " callers: " + what + " takes " + ofEach
                            + " of each (calm or escalating; angry or escalating, with speech 10 s after the onset)");
        }
        return Optional.empty();
    }

    /** Whether there are enough callers who are happy to learn what that sounds like. */
    boolean tellsPositive() {
        return positive >= LEAST_OF_EACH;
    }

    private static boolean sounds(OwnCall call, Emotion emotion) {
        return call.labelledReadings().stream().anyMatch(s -> call.emotionAt(s).orElseThrow() == emotion);
    }

    private static int callers(List<OwnCall> calls, Predicate<OwnCall> which) {
        return (int)
                calls.stream().filter(which).map(OwnCall::caller).distinct().count();
    }
}
