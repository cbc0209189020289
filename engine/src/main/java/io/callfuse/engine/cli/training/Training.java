package io.callfuse.engine.cli.training;

import io.callfuse.engine.adaptation.Adaptation;
import io.callfuse.engine.adaptation.CallerCounts;
import io.callfuse.engine.adaptation.Comparison;
import io.callfuse.models.EmotionModel;
import java.util.Optional;

/**
 * What {@code train} has to tell.
 *
 * @param calls that were learnt from
 * @param leftOut calls of the list that could not be heard
 * @param callers how many there are
 * @param callersNamed whether every call says who speaks
 * @param base version of the model as it is
 * @param alone whether the model is of these calls alone
 * @param result what came out
 */
public record Training(
        int calls,
        int leftOut,
        CallerCounts callers,
        boolean callersNamed,
        String base,
        boolean alone,
        Adaptation.Result result) {

    /** What was written. */
    Optional<EmotionModel> model() {
        return result.model();
    }

    Comparison best() {
        return result.best();
    }
}
