package io.callfuse.engine.evaluation;

import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.models.evaluation.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What the fuse would have done at another threshold, all else being as it is configured but that the score under which it lets
 * go is never over the one at which it begins.
 *
 * @param enterThreshold score at which it would begin to confirm, 0-100
 * @param accuracy calls in which it would have done what the label asks for
 * @param falseTrips of the calls in which nobody is upset
 * @param falseTripsCalm the same of calm calls
 * @param falseTripsHappyLoud the same of happy and loud ones
 * @param early of the upset calls: trips before the onset
 * @param misses of the upset calls
 * @param delays after the onset
 */
public record ThresholdFigures(
        double enterThreshold,
        Proportion accuracy,
        Proportion falseTrips,
        Proportion falseTripsCalm,
        Proportion falseTripsHappyLoud,
        Proportion early,
        Proportion misses,
        Delays delays) {
    private static final int LOWEST = 50;
    private static final int HIGHEST = 95;

    /** What would have become of a call. */
    private record Trip(HeardCall call, OptionalLong atMs) {
        CallOutcome outcome() {
            return CallOutcome.of(call.labelled(), atMs);
        }
    }

    /** Every whole threshold from 50 to 95. */
    static List<ThresholdFigures> sweep(List<HeardCall> calls, PolicySettings settings) {
        List<ThresholdFigures> rows = new ArrayList<>();
        for (int threshold = LOWEST; threshold <= HIGHEST; threshold++) {
            rows.add(at(threshold, calls, settings));
        }
        return rows;
    }

    static ThresholdFigures at(double threshold, List<HeardCall> calls, PolicySettings settings) {
        PolicySettings other = withThreshold(settings, threshold);
        List<Trip> trips =
                calls.stream().map(call -> new Trip(call, call.tripMs(other))).toList();
        return new ThresholdFigures(
                threshold,
                share(trips, trip -> true, trip -> trip.outcome().right()),
                share(trips, trip -> !trip.call().label().upset(), ThresholdFigures::isFalse),
                share(trips, trip -> trip.call().label() == CallLabel.CALM, ThresholdFigures::isFalse),
                share(trips, trip -> trip.call().label() == CallLabel.HAPPY_LOUD, ThresholdFigures::isFalse),
                share(trips, trip -> trip.call().label().upset(), trip -> trip.outcome() == CallOutcome.EARLY),
                share(trips, trip -> trip.call().label().upset(), trip -> trip.outcome() == CallOutcome.MISS),
                Delays.of(trips.stream()
                        .map(trip -> trip.call().delayMs(trip.atMs()))
                        .toList()));
    }

    private static boolean isFalse(Trip trip) {
        return trip.outcome() == CallOutcome.FALSE_TRIP;
    }

    private static Proportion share(List<Trip> trips, Predicate<Trip> among, Predicate<Trip> counted) {
        return new Proportion(
                trips.stream().filter(among).filter(counted).count(),
                trips.stream().filter(among).count());
    }

    private static PolicySettings withThreshold(PolicySettings settings, double threshold) {
        FuseSettings fuse = settings.fuse();
        return new PolicySettings(
                settings.version(),
                new FuseSettings(threshold, Math.min(fuse.exitThreshold(), threshold), fuse.dwell(), fuse.cooldown()),
                settings.classifyBy(),
                settings.decideBy(),
                settings.minimumSpeech(),
                settings.switchRoute(),
                settings.fallback());
    }
}
