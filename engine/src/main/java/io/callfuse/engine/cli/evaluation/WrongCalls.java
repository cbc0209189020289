package io.callfuse.engine.cli.evaluation;

import io.callfuse.engine.cli.report.Reasons;
import io.callfuse.engine.evaluation.Evaluation;
import io.callfuse.engine.evaluation.HeardCall;
import java.util.Comparator;
import java.util.List;

/** The calls in which the fuse did not do what the label asks for: those that somebody should listen to. */
final class WrongCalls {
    private WrongCalls() {}

    /** Those furthest off first: by how far the highest score lies from the threshold, in the order of the list where equal. */
    static List<HeardCall> of(Evaluation evaluation) {
        double threshold = evaluation.fuse().enterThreshold();
        return evaluation.calls().stream()
                .filter(call -> !call.outcome().right())
                .sorted(Comparator.comparingDouble((HeardCall call) -> -Math.abs(call.maxScore() - threshold)))
                .toList();
    }

    /** Name, label, outcome, highest score, trip, onset, first class. */
    static String[] cells(HeardCall call) {
        return new String[] {
            call.labelled().name(),
            call.label().text(),
            call.outcome().text(),
            Figures.number(call.maxScore(), 1),
            call.tripMs().isPresent() ? Reasons.seconds(call.tripMs().getAsLong()) : Figures.NONE,
            call.labelled().onsetMs().isPresent()
                    ? Reasons.seconds(call.labelled().onsetMs().getAsLong())
                    : Figures.NONE,
            Figures.text(
                    "%s %.2f at %s",
                    call.firstClass().emotion().label(),
                    call.firstClass().confidence(),
                    Reasons.seconds(call.firstClass().atMs()))
        };
    }
}
