package io.callfuse.engine.evaluation;

import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.GroupBootstrap;
import io.callfuse.models.evaluation.Proportion;
import io.callfuse.models.evaluation.RocCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The calls, grouped by speaker, and the figures that are shares of them. Immutable. */
final class Sampling {
    private static final long SEED = 95;

    private final List<HeardCall> calls;
    private final GroupBootstrap<HeardCall> groups;
    private final int speakers;

    Sampling(List<HeardCall> calls) {
        this.calls = List.copyOf(calls);
        Map<String, List<HeardCall>> bySpeaker = new LinkedHashMap<>();
        List<List<HeardCall>> grouped = new ArrayList<>();
        for (HeardCall call : calls) {
            call.speaker()
                    .ifPresentOrElse(
                            name -> bySpeaker
                                    .computeIfAbsent(name, s -> new ArrayList<>())
                                    .add(call),
                            () -> grouped.add(List.of(call)));
        }
        speakers = grouped.isEmpty() ? bySpeaker.size() : 0;
        grouped.addAll(bySpeaker.values());
        groups = new GroupBootstrap<>(grouped, SEED);
    }

    List<HeardCall> calls() {
        return calls;
    }

    /** How many speakers there are; 0 where not every call says who speaks. */
    int speakers() {
        return speakers;
    }

    /** How many calls of some are so. */
    Rate rate(Predicate<HeardCall> among, Predicate<HeardCall> counted) {
        Bounds drawn = speakers == 0
                ? Bounds.NONE
                : groups.of(calls -> proportion(calls, among, counted).share());
        // where all calls are alike, all draws are, and say nothing
        return new Rate(proportion(calls, among, counted), drawn.low() < drawn.high() ? drawn : Bounds.NONE);
    }

    private static Proportion proportion(
            List<HeardCall> calls, Predicate<HeardCall> among, Predicate<HeardCall> counted) {
        long of = 0;
        long count = 0;
        for (HeardCall call : calls) {
            if (among.test(call)) {
                of++;
                count += counted.test(call) ? 1 : 0;
            }
        }
        return new Proportion(count, of);
    }

    /** How well the highest score tells upset calls from these. */
    Area area(Predicate<HeardCall> others) {
        return new Area(
                area(calls, others),
                bounds(drawn -> area(drawn, others)),
                calls.stream().filter(call -> call.label().upset()).count(),
                calls.stream().filter(others).count());
    }

    private static double area(List<HeardCall> calls, Predicate<HeardCall> others) {
        return RocCurve.area(scores(calls, call -> call.label().upset()), scores(calls, others));
    }

    private static double[] scores(List<HeardCall> calls, Predicate<HeardCall> which) {
        return calls.stream().filter(which).mapToDouble(HeardCall::maxScore).toArray();
    }

    /** 95 % bounds of a figure, by drawing speakers again, or calls where not every call says who speaks. */
    Bounds bounds(ToDoubleFunction<List<HeardCall>> figure) {
        return groups.of(figure);
    }
}
