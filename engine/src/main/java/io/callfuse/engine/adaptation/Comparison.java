package io.callfuse.engine.adaptation;

import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.GroupBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Two trials on the same calls: what one is better by, with bounds by drawing callers again, each with his calls in both. Immutable.
 */
public final class Comparison {
    private static final long SEED = 95;

    private final Trial before;
    private final Trial after;
    private final GroupBootstrap<Integer> callers;

    /** Compares trials of the same calls in the same order. */
    Comparison(Trial before, Trial after) {
        this.before = before;
        this.after = after;
        Map<String, List<Integer>> byCaller = new LinkedHashMap<>();
        for (int c = 0; c < before.calls().size(); c++) {
            byCaller.computeIfAbsent(before.calls().get(c).call().caller(), name -> new ArrayList<>())
                    .add(c);
        }
        this.callers = new GroupBootstrap<>(List.copyOf(byCaller.values()), SEED);
    }

    /**
     * A figure of both.
     *
     * @param before of the first
     * @param beforeBounds its 95 % bounds
     * @param after of the second
     * @param afterBounds its 95 % bounds
     * @param change what the second has more
     * @param changeBounds 95 % bounds of that
     */
    public record Change(
            double before, Bounds beforeBounds, double after, Bounds afterBounds, double change, Bounds changeBounds) {}

    /** The first one. */
    public Trial before() {
        return before;
    }

    /** The second one. */
    public Trial after() {
        return after;
    }

    /** Of balanced accuracy. */
    public Change balancedAccuracy() {
        return of(Trial::balancedAccuracy);
    }

    /** Of the area under the curve. */
    public Change area() {
        return of(Trial::area);
    }

    /** Of the calibration error; less is better. */
    public Change calibrationError() {
        return of(Trial::calibrationError);
    }

    /**
     * Whether the second one is better, and not by luck: more calls are judged rightly however callers are drawn, or as many with
     * an honester confidence and no smaller area.
     */
    boolean isBetter() {
        Change accuracy = balancedAccuracy();
        if (accuracy.change() > 0) {
            return accuracy.changeBounds().low() >= 0;
        }
        Change error = calibrationError();
        return accuracy.change() == 0
                && area().change() >= 0
                && error.change() < 0
                && error.changeBounds().high() <= 0;
    }

    /** Whether the second one tells upset callers from others at all. */
    boolean tellsAnything() {
        return area().afterBounds().low() > 0.5
                && balancedAccuracy().afterBounds().low() > 0.5;
    }

    private Change of(ToDoubleFunction<List<HeldOutCall>> figure) {
        ToDoubleFunction<List<Integer>> first = drawn -> figure.applyAsDouble(pick(before, drawn));
        ToDoubleFunction<List<Integer>> second = drawn -> figure.applyAsDouble(pick(after, drawn));
        double was = figure.applyAsDouble(before.calls());
        double is = figure.applyAsDouble(after.calls());
        return new Change(
                was,
                callers.of(first),
                is,
                callers.of(second),
                is - was,
                callers.of(drawn -> second.applyAsDouble(drawn) - first.applyAsDouble(drawn)));
    }

    private static List<HeldOutCall> pick(Trial trial, List<Integer> drawn) {
        return drawn.stream().map(trial.calls()::get).toList();
    }
}
