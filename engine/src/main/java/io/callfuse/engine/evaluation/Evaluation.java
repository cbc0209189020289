package io.callfuse.engine.evaluation;

import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.PolicySettings;
import java.util.List;

/**
 * How good the engine is on labelled calls. The same calls and settings give the same figures. Immutable.
 *
 * @param calls what was heard, in the order of the list
 * @param speakers how many there are; 0 where not every call says who speaks
 * @param engine what heard them
 * @param fuse the settings of the fuse
 * @param trips against labels
 * @param areaAll how well the highest score tells upset calls from all others
 * @param areaCalm the same from calm ones
 * @param areaHappyLoud the same from happy and loud ones
 * @param firstClasses how soon and how rightly a first class is said
 * @param decisions what was decided, and when
 * @param calibration of the confidence
 * @param whatIf at other thresholds
 */
public record Evaluation(
        List<HeardCall> calls,
        int speakers,
        EngineIdentity engine,
        FuseSettings fuse,
        TripFigures trips,
        Area areaAll,
        Area areaCalm,
        Area areaHappyLoud,
        FirstClassFigures firstClasses,
        DecisionFigures decisions,
        Calibration calibration,
        List<ThresholdFigures> whatIf) {
    /** Copies the lists. */
    public Evaluation {
        calls = List.copyOf(calls);
        whatIf = List.copyOf(whatIf);
    }

    /**
     * Judges calls.
     *
     * @param calls at least one
     * @param settings by which they were decided
     */
    public static Evaluation of(List<HeardCall> calls, PolicySettings settings) {
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("no call to judge");
        }
        Sampling sampling = new Sampling(calls);
        long decideByMs = settings.decideBy().toMillis();
        return new Evaluation(
                calls,
                sampling.speakers(),
                calls.get(0).report().engine(),
                settings.fuse(),
                TripFigures.of(sampling, decideByMs),
                sampling.area(call -> !call.label().upset()),
                sampling.area(call -> call.label() == CallLabel.CALM),
                sampling.area(call -> call.label() == CallLabel.HAPPY_LOUD),
                FirstClassFigures.of(sampling, settings.classifyBy()),
                DecisionFigures.of(sampling, decideByMs),
                Calibration.of(sampling),
                ThresholdFigures.sweep(calls, settings));
    }

    /** Audio in all calls, s. */
    public double seconds() {
        return calls.stream()
                .mapToDouble(call -> call.report().heard().seconds())
                .sum();
    }
}
