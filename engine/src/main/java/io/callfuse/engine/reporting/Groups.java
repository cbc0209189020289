package io.callfuse.engine.reporting;

import io.callfuse.engine.archive.store.CallDetails;
import io.callfuse.models.evaluation.Proportion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts calls by something they have in common. One thread. */
final class Groups {
    private final Map<String, Counted> groups = new TreeMap<>();

    private static final class Counted {
        private long calls;
        private long tripped;
        private final Values maxScores = new Values();
    }

    void add(String name, CallDetails call) {
        Counted group = groups.computeIfAbsent(name, unknown -> new Counted());
        group.calls++;
        group.tripped += call.tripped() ? 1 : 0;
        call.maxScore().ifPresent(group.maxScores::add);
    }

    /** Returns the groups, those with the most upset calls first; few calls count less than many with the same share. */
    List<ServiceReport.Group> all(Proportion tripped) {
        return groups.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue(), tripped))
                .sorted(Comparator.comparingDouble((ServiceReport.Group group) ->
                                -group.tripped().wilson().low())
                        .thenComparing(group -> -group.tripped().of())
                        .thenComparing(ServiceReport.Group::name))
                .toList();
    }

    private static ServiceReport.Group group(String name, Counted counted, Proportion all) {
        Proportion tripped = new Proportion(counted.tripped, counted.calls);
        Proportion others = new Proportion(all.count() - counted.tripped, all.of() - counted.calls);
        return new ServiceReport.Group(
                name,
                tripped,
                counted.maxScores.mean(),
                others.of() > 0 && tripped.wilson().low() > others.wilson().high());
    }
}
