package io.callfuse.engine.cli.tuning;

import io.callfuse.engine.tuning.FuseGrid;
import io.callfuse.engine.tuning.Trial;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The curves of a sweep over the threshold, all of the same length.
 *
 * @param thresholds of the fuse, 0-100
 * @param tripped how many calls in a hundred trip
 * @param upsetTripped how many in a hundred of those labelled upset; {@code NaN} where none is
 * @param calmTripped how many in a hundred of those labelled calm; {@code NaN} where none is
 * @param medianSeconds time to the trip; {@code NaN} where none trips
 */
public record SweepCurves(
        double[] thresholds,
        double[] tripped,
        double[] upsetTripped,
        double[] calmTripped,
        double[] medianSeconds,
        double configured) {
    /**
     * Reads them off a grid of thresholds.
     *
     * @param configured the policy's own threshold
     */
    public static SweepCurves of(FuseGrid grid, double configured) {
        List<Trial> trials = grid.trials();
        return new SweepCurves(
                grid.settings().stream()
                        .mapToDouble(fuse -> fuse.enterThreshold())
                        .toArray(),
                values(trials, trial -> inAHundred(trial.tripped(), trial.calls())),
                values(trials, trial -> inAHundred(trial.upsetTripped(), trial.upset())),
                values(trials, trial -> inAHundred(trial.calmTripped(), trial.calm())),
                values(trials, trial -> trial.medianSeconds().orElse(Double.NaN)),
                configured);
    }

    /** Whether there are labels of both kinds. */
    public boolean hasLabels() {
        return thresholds.length > 0 && !Double.isNaN(upsetTripped[0]) && !Double.isNaN(calmTripped[0]);
    }

    private static double inAHundred(long count, long of) {
        return of == 0 ? Double.NaN : 100.0 * count / of;
    }

    private static double[] values(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return trials.stream().mapToDouble(value).toArray();
    }
}
