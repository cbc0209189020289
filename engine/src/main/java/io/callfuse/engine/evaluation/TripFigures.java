package io.callfuse.engine.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * Trips against labels.
 *
 * @param accuracy calls in which the fuse did what the label asks for
 * @param falseTrips of the calls in which nobody is upset
 * @param misses of the upset calls: the fuse held
 * @param early of the upset calls: the fuse tripped before the onset, which is neither a hit nor a miss
 * @param delays after the onset, of all hits
 * @param kinds label by label, those that occur
 */
public record TripFigures(
        Rate accuracy, Rate falseTrips, Rate misses, Rate early, Delays delays, List<KindFigures> kinds) {
    /** Copies the list. */
    public TripFigures {
        kinds = List.copyOf(kinds);
    }

    static TripFigures of(Sampling sampling, long decideByMs) {
        return new TripFigures(
                sampling.rate(call -> true, call -> call.outcome().right()),
                sampling.rate(call -> !call.label().upset(), call -> call.outcome() == CallOutcome.FALSE_TRIP),
                sampling.rate(call -> call.label().upset(), call -> call.outcome() == CallOutcome.MISS),
                sampling.rate(call -> call.label().upset(), call -> call.outcome() == CallOutcome.EARLY),
                Delays.of(sampling.calls().stream().map(HeardCall::delayMs).toList()),
                Arrays.stream(CallLabel.values())
                        .filter(label -> sampling.calls().stream().anyMatch(call -> call.label() == label))
                        .map(label -> KindFigures.of(label, sampling, decideByMs))
                        .toList());
    }
}
