package io.callfuse.engine.adaptation;

import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.engine.evaluation.CallOutcome;
import io.callfuse.models.EmotionModel.ScoreMap;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.evaluation.CalibrationError;
import io.callfuse.models.evaluation.Proportion;
import io.callfuse.models.evaluation.Quantile;
import io.callfuse.models.evaluation.RocCurve;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How a candidate judges calls of callers of whom it has heard nothing: network, anchor and confidence come from the others.
 * Immutable.
 */
public final class Trial {
    private final Candidate candidate;
    private final List<HeldOutCall> calls;

    private Trial(Candidate candidate, List<HeldOutCall> calls) {
        this.candidate = candidate;
        this.calls = calls;
    }

    static Trial of(Candidate candidate, HeldOutScores scores) {
        ScoreMap[] maps = new ScoreMap[scores.folds().count()];
        LogitCalibration[] calibrations = new LogitCalibration[maps.length];
        IntStream.range(0, maps.length).parallel().forEach(fold -> {
            List<ScoredOwnCall> others = scores.others(fold);
            if (candidate.newAnchor()) {
                maps[fold] = ScoredOwnCall.anchored(others.get(0).model().scoreMap(), Anchoring.choose(others));
            }
            if (candidate.newConfidence()) {
                calibrations[fold] = AdaptedOutputs.calibration(others.get(0).model(), others);
            }
        });
        List<HeldOutCall> calls = scores.calls().parallelStream()
                .map(scored -> {
                    int fold = scores.folds().of(scored.call());
                    return HeldOutCall.of(
                            scored,
                            maps[fold] == null ? scored.model().scoreMap() : maps[fold],
                            calibrations[fold] == null ? scored.model().calibration() : calibrations[fold]);
                })
                .toList();
        return new Trial(candidate, calls);
    }

    /** What was tried. */
    public Candidate candidate() {
        return candidate;
    }

    List<HeldOutCall> calls() {
        return calls;
    }

    /** Mean of the shares of upset calls and of others in which the fuse did what the label asks for, 0..1. */
    public double balancedAccuracy() {
        return balancedAccuracy(calls);
    }

    /** How well the highest score tells upset calls from others, 0..1. */
    public double area() {
        return area(calls);
    }

    /** Expected calibration error of the confidence, 0..1; {@code NaN} when there is no second to judge by. */
    public double calibrationError() {
        return calibrationError(calls);
    }

    /** Upset calls in which the fuse tripped in time. */
    public Proportion hits() {
        return share(call -> call.call().upset(), CallOutcome.HIT);
    }

    /** Upset calls in which it tripped before the onset. */
    public Proportion early() {
        return share(call -> call.call().upset(), CallOutcome.EARLY);
    }

    /** Calls in which nobody is upset and it tripped. */
    public Proportion falseTrips() {
        return share(call -> !call.call().upset(), CallOutcome.FALSE_TRIP);
    }

    /** The same of calls with this label. */
    public Proportion falseTrips(CallLabel label) {
        return share(call -> call.call().labelled().label() == label, CallOutcome.FALSE_TRIP);
    }

    /** Median time from the onset to a hit, ms; {@code NaN} of none. */
    public double medianDelayMs() {
        double[] delays = calls.stream()
                .map(HeldOutCall::delayMs)
                .filter(OptionalLong::isPresent)
                .mapToDouble(OptionalLong::getAsLong)
                .toArray();
        return Quantile.of(delays, 0.5);
    }

    static double balancedAccuracy(List<HeldOutCall> calls) {
        return (right(calls, true) + right(calls, false)) / 2;
    }

    static double area(List<HeldOutCall> calls) {
        return RocCurve.area(scores(calls, true), scores(calls, false));
    }

    static double calibrationError(List<HeldOutCall> calls) {
        CalibrationError sum = new CalibrationError();
        calls.forEach(call -> sum.add(call.confidence()));
        return sum.expected();
    }

    private static double right(List<HeldOutCall> calls, boolean upset) {
        return new Proportion(
                        calls.stream()
                                .filter(c ->
                                        c.call().upset() == upset && c.outcome().right())
                                .count(),
                        calls.stream().filter(c -> c.call().upset() == upset).count())
                .share();
    }

    private static double[] scores(List<HeldOutCall> calls, boolean upset) {
        return calls.stream()
                .filter(c -> c.call().upset() == upset)
                .mapToDouble(HeldOutCall::maxScore)
                .toArray();
    }

    private Proportion share(Predicate<HeldOutCall> among, CallOutcome outcome) {
        return new Proportion(
                calls.stream().filter(among.and(c -> c.outcome() == outcome)).count(),
                calls.stream().filter(among).count());
    }
}
