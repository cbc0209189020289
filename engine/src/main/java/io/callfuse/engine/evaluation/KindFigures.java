package io.callfuse.engine.evaluation;

import io.callfuse.models.evaluation.Quantile;

/**
 * The calls of one label.
 *
 * @param label what they are
 * @param trips calls that trip: false ones where nobody is upset; where somebody is, those at the onset or after it
 * @param early calls that trip before the onset, which are false trips; of no calls where there is no onset to be before
 * @param inTime the trips of them that came by the deadline of the decision
 * @param delays after the onset
 * @param medianMaxScore the median of the highest scores, 0-100
 */
public record KindFigures(CallLabel label, Rate trips, Rate early, Rate inTime, Delays delays, double medianMaxScore) {

    static KindFigures of(CallLabel label, Sampling sampling, long decideByMs) {
        double[] highest = sampling.calls().stream()
                .filter(call -> call.label() == label)
                .mapToDouble(HeardCall::maxScore)
                .toArray();
        return new KindFigures(
                label,
                sampling.rate(call -> call.label() == label, KindFigures::trips),
                sampling.rate(
                        call -> call.label() == label
                                && call.labelled().onsetMs().orElse(0) > 0,
                        call -> call.outcome() == CallOutcome.EARLY),
                sampling.rate(
                        call -> call.label() == label,
                        call -> trips(call) && call.tripMs().getAsLong() <= decideByMs),
                Delays.of(sampling.calls().stream()
                        .filter(call -> call.label() == label)
                        .map(HeardCall::delayMs)
                        .toList()),
                Quantile.of(highest, 0.5));
    }

    private static boolean trips(HeardCall call) {
        return call.outcome() == CallOutcome.HIT || call.outcome() == CallOutcome.FALSE_TRIP;
    }
}
