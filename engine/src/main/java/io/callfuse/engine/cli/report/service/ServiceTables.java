package io.callfuse.engine.cli.report.service;

import io.callfuse.engine.reporting.Distribution;
import io.callfuse.engine.reporting.ServiceReport;
import io.callfuse.models.evaluation.Proportion;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of a service report, and how its figures are written. Stateless. */
final class ServiceTables {
    static final List<String> GROUP_HEADS =
            List.of("", "calls", "tripped", "%", "95 % bounds", "mean highest score", "more than the others");
    static final List<String> ROUTE_HEADS =
            List.of("route", "ordered", "moved there", "moved elsewhere", "not moved", "end not known");
    static final List<String> AGENT_HEADS =
            List.of("phone", "calls", "tripped", "95 % bounds", "talk-overs a call", "pause before a reply");

    private static final String NONE = "-";

    private ServiceTables() {}

    static List<String[]> groups(List<ServiceReport.Group> groups) {
        return groups.stream()
                .map(group -> new String[] {
                    group.name(),
                    Long.toString(group.tripped().of()),
                    Long.toString(group.tripped().count()),
                    percent(group.tripped()),
                    bounds(group.tripped()),
                    group.meanMaxScore().isPresent()
                            ? text("%.1f", group.meanMaxScore().getAsDouble())
                            : NONE,
                    group.upset() ? "yes" : ""
                })
                .toList();
    }

    static List<String[]> routes(ServiceReport.Trips trips) {
        return trips.routes().stream()
                .map(use -> new String[] {
                    use.route(),
                    Long.toString(use.ordered()),
                    Long.toString(use.moved()),
                    Long.toString(use.elsewhere()),
                    Long.toString(use.failed()),
                    Long.toString(use.open())
                })
                .toList();
    }

    static List<String[]> agents(List<ServiceReport.Agent> agents) {
        return agents.stream()
                .map(agent -> new String[] {
                    agent.phone(),
                    Long.toString(agent.tripped().of()),
                    Long.toString(agent.tripped().count()),
                    bounds(agent.tripped()),
                    text("%.1f", agent.talkOvers()),
                    agent.replyPauseMs().isPresent()
                            ? text("%.1f s", agent.replyPauseMs().getAsDouble() / 1000)
                            : NONE
                })
                .toList();
    }

    static List<String[]> defects(List<ServiceReport.Defect> defects) {
        return defects.stream()
                .map(defect -> new String[] {
                    defect.name(), Long.toString(defect.calls().count()), percent(defect.calls())
                })
                .toList();
    }

    static List<String[]> counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> new String[] {count.getKey(), Long.toString(count.getValue())})
                .toList();
    }

    static String percent(Proportion share) {
        return share.of() == 0 ? NONE : text("%.1f", 100 * share.share());
    }

    static String bounds(Proportion share) {
        return share.of() == 0
                ? NONE
                : text(
                        "%.1f to %.1f",
                        100 * share.wilson().low(), 100 * share.wilson().high());
    }

    static String of(Proportion share) {
        return text("%d of %d", share.count(), share.of());
    }

    static String median(Distribution values, String unit) {
        return values.median().isEmpty() ? NONE : text("%.1f%s", values.median().getAsDouble(), unit);
    }

    static String spread(Distribution values, String unit) {
        return values.count() == 0
                ? "none"
                : text(
                        "5th to 95th percentile %.1f to %.1f%s",
                        values.p05().getAsDouble(), values.p95().getAsDouble(), unit);
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
