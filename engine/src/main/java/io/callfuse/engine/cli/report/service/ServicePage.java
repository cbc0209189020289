package io.callfuse.engine.cli.report.service;

import io.callfuse.engine.cli.page.Html;
import io.callfuse.engine.reporting.Distribution;
import io.callfuse.engine.reporting.ServiceReport;
import io.callfuse.models.evaluation.Proportion;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code report} writes for people: one page that needs no other file and no network. */
public final class ServicePage {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int FEW_CALLS = 30;

    private final ServiceReport report;
    private final Html page;

    private ServicePage(ServiceReport report, Html page) {
        this.report = report;
        this.page = page;
    }

    /** The page. */
    public static String of(ServiceReport report) {
        return Html.page("Callfuse service report", main -> new ServicePage(report, main).body());
    }

    private void body() {
        page.text("h1", "Callfuse service report");
        page.text("p", period());
        if (report.calls().watched() == 0) {
            return;
        }
        if (report.calls().watched() < FEW_CALLS) {
            page.text(
                    "p class=\"caution\"",
                    "Few calls: mind the bounds, within which the true shares lie with 95 % confidence.");
        }
        tiles();
        charts();
        trips();
        clusters();
        defects();
        speech();
        report.agents().ifPresent(this::agents);
        page.text(
                "footer",
                "A call counts as tripped where its fuse tripped at least once. Hours of the day are those of "
                        + report.period().zone()
                        + ". \"More than the others\": the 95 % bounds of the share of these calls"
                        + " that tripped (Wilson) lie above those of all other calls.");
    }

    private String period() {
        if (report.period().first().isEmpty()) {
            return "No call came under watch in this time.";
        }
        return ServiceTables.text(
                "%d calls from %s to %s, %.1f hours of audio.",
                report.calls().watched(),
                moment(report.period().first().get()),
                moment(report.period().last().orElseThrow()),
                report.calls().hours());
    }

    private String moment(Instant at) {
        return MINUTE.format(at.atZone(ZoneId.of(report.period().zone())));
    }

    private void tiles() {
        ServiceReport.FirstMinute minute = report.firstMinute();
        page.element("section class=\"tiles\"", tiles -> {
            share(tiles, "calls that tripped", report.calls().tripped());
            tiles.tile(
                    "time to the trip, median",
                    ServiceTables.median(report.trips().afterSeconds(), " s"),
                    ServiceTables.spread(report.trips().afterSeconds(), " s"));
            share(tiles, "tripped within the first minute, of those that tripped", minute.trippedBy60s());
            tiles.tile(
                    "length of a call, median",
                    ServiceTables.median(report.calls().seconds(), " s"),
                    ServiceTables.text(
                            "%.0f %% of it caller speech", 100 * report.calls().speechShare()));
            share(tiles, "first class said by 20 s", minute.saidBy20s());
            share(tiles, "and not unknown, where the caller spoke 2 s or more", minute.classBy20s());
            share(tiles, "decided by 60 s", minute.decidedBy60s());
            share(
                    tiles,
                    "calls with a record",
                    new Proportion(report.calls().recorded(), report.calls().watched()));
        });
    }

    private static void share(Html tiles, String name, Proportion share) {
        String value = share.of() == 0 ? "-" : ServiceTables.percent(share) + " %";
        tiles.tile(name, value, ServiceTables.of(share) + "\nbounds " + ServiceTables.bounds(share));
    }

    private void charts() {
        page.element("section class=\"charts\"", charts -> {
            charts.chart(
                    "How callers sounded over the day",
                    ServiceCharts.emotions(report),
                    ServiceCharts.EMOTIONS.stream()
                            .map(emotion -> emotion + " " + emotion)
                            .toList());
            charts.chart("Calls over the day", ServiceCharts.calls(report), List.of("neutral calls", "anger tripped"));
        });
    }

    private void trips() {
        page.text("h2", "Trips and what followed");
        if (report.trips().routes().isEmpty()) {
            page.text("p class=\"note\"", "No caller was to be moved.");
        } else {
            page.table(ServiceTables.ROUTE_HEADS, ServiceTables.routes(report.trips()));
        }
        Distribution end = report.trips().scoreAtEnd();
        if (end.count() > 0) {
            page.text(
                    "p",
                    ServiceTables.text(
                            "Of %d callers who were moved and were heard for 20 s and more afterwards, the score in the 10 s"
                                    + " before the trip was %.1f (median), and in the last 10 s of the call %.1f.",
                            end.count(),
                            report.trips().scoreAtTrip().median().getAsDouble(),
                            end.median().getAsDouble()));
        }
        counts(
                "Why callers were not moved where they should",
                "reason",
                report.trips().failures());
        counts("Decisions by reason", "reason", report.firstMinute().reasons());
        counts("First classes", "class", report.firstMinute().firstClasses());
    }

    private void counts(String title, String head, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            page.text("h3", title);
            page.table(List.of(head, "calls"), ServiceTables.counts(counts));
        }
    }

    private void clusters() {
        page.text("h2", "Where upset callers cluster");
        groups("Topics", report.topics(), "No topic was heard: without a speech model the engine hears no words.");
        groups("Queues", report.queues(), "No call names its queue: the dialplan can, by the mark 'queue'.");
        groups("Kinds of phrases", report.phrases(), "");
        groups("Meant and not said", report.subtexts(), "");
        groups("Languages", report.languages(), "");
    }

    private void groups(String title, List<ServiceReport.Group> groups, String otherwise) {
        if (groups.isEmpty() && otherwise.isEmpty()) {
            return;
        }
        page.text("h3", title);
        if (groups.isEmpty()) {
            page.text("p class=\"note\"", otherwise);
        } else {
            page.table(ServiceTables.GROUP_HEADS, ServiceTables.groups(groups));
        }
    }

    private void defects() {
        page.text("h2", "Service defects");
        if (report.defects().isEmpty()) {
            page.text("p class=\"note\"", "None were met.");
        } else {
            page.table(List.of("what callers met", "calls", "%"), ServiceTables.defects(report.defects()));
        }
    }

    private void speech() {
        page.text("h2", "Speech rate");
        page.element(
                "section class=\"charts\"",
                charts -> charts.chart("How fast callers began", ServiceCharts.rates(report), List.of()));
        ServiceReport.Rates rates = report.rates();
        page.table(
                List.of("", "calls", "median", "spread"),
                List.of(
                        rate("at the beginning, syllables/s", rates.baseline()),
                        rate("highest over the beginning, calls that held", rates.riseCalm()),
                        rate("highest over the beginning, calls that tripped", rates.riseTripped())));
    }

    private static String[] rate(String name, Distribution values) {
        return new String[] {
            name, Long.toString(values.count()), ServiceTables.median(values, ""), ServiceTables.spread(values, "")
        };
    }

    private void agents(List<ServiceReport.Agent> agents) {
        page.text("h2", "Agents");
        page.text(
                "p class=\"caution\"",
                "Asked for by --agents. What callers felt is no measure of an agent: queues, hours and topics differ. Nothing"
                        + " here was judged from an agent's voice.");
        if (agents.isEmpty()) {
            page.text("p class=\"note\"", "No agent was heard: agent.enabled is off by default.");
        } else {
            page.table(ServiceTables.AGENT_HEADS, ServiceTables.agents(agents));
        }
    }
}
