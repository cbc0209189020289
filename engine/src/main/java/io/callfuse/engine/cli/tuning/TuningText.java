package io.callfuse.engine.cli.tuning;

import io.callfuse.engine.cli.table.TextTable;
import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.tuning.FuseGrid;
import io.callfuse.engine.tuning.PolicyDifference;
import io.callfuse.engine.tuning.Trial;
import io.callfuse.engine.tuning.TriedCalls;
import io.callfuse.models.evaluation.Proportion;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@code tune} tells people. */
public final class TuningText {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final double MS_AN_HOUR = 3_600_000;
    private static final double MS_A_SECOND = 1000;
    private static final String UNKNOWN = "-";

    private final TriedCalls calls;
    private final Names names;
    private final List<String> lines = new ArrayList<>();

    /**
     * How things are called.
     *
     * @param before that with which the policy is compared
     * @param after the policy
     * @param zone of all moments
     */
    public record Names(String before, String after, ZoneId zone) {}

    private TuningText(TriedCalls calls, Names names) {
        this.calls = calls;
        this.names = names;
    }

    /**
     * What became of the calls.
     *
     * @param most of the calls that are decided in another way
     */
    public static List<String> of(TriedCalls calls, Names names, int most) {
        TuningText text = new TuningText(calls, names);
        text.head();
        if (calls.all().before().calls() > 0) {
            text.sums();
            text.groups("queue", calls.byQueue());
            text.groups("language", calls.byLanguage());
            text.changes(most);
        }
        return text.lines;
    }

    private void head() {
        String period = calls.first().isEmpty()
                ? "no call of this time can be tried"
                : String.format(
                        Locale.ROOT,
                        "%d calls from %s to %s, %.1f hours of audio",
                        calls.all().before().calls(),
                        moment(calls.first().get()),
                        moment(calls.last().orElseThrow()),
                        calls.audioMs() / MS_AN_HOUR);
        lines.add(period + leftOut(calls.leftOut()));
    }

    /** Which calls were left out, behind a semicolon; nothing where none was. */
    public static String leftOut(Map<String, Long> reasons) {
        return reasons.isEmpty()
                ? ""
                : reasons.entrySet().stream()
                        .map(reason -> reason.getValue() + " " + reason.getKey())
                        .collect(Collectors.joining(", ", "; left out: ", ""));
    }

    private void sums() {
        Trial before = calls.all().before();
        Trial after = calls.all().after();
        TextTable table = new TextTable("", names.before(), names.after());
        table.row("calls that trip", share(before.tripped(), before.calls()), share(after.tripped(), after.calls()));
        table.row("trips", Long.toString(before.trips()), Long.toString(after.trips()));
        table.row(
                "most trips in an hour", Integer.toString(before.busiestHour()), Integer.toString(after.busiestHour()));
        table.row("time to the trip, median", seconds(before.medianSeconds()), seconds(after.medianSeconds()));
        table.row("  95 % by", seconds(before.lateSeconds()), seconds(after.lateSeconds()));
        if (before.upset() > 0) {
            table.row(
                    "upset callers who trip",
                    share(before.upsetTripped(), before.upset()),
                    share(after.upsetTripped(), after.upset()));
        }
        if (before.calm() > 0) {
            table.row(
                    "calm callers who trip",
                    share(before.calmTripped(), before.calm()),
                    share(after.calmTripped(), after.calm()));
        }
        TreeSet<String> causes = new TreeSet<>(before.decisions().keySet());
        causes.addAll(after.decisions().keySet());
        for (String cause : causes) {
            table.row("decided: " + (cause.isEmpty() ? "not told" : cause), count(before, cause), count(after, cause));
        }
        lines.add("");
        lines.addAll(table.lines());
    }

    private static String count(Trial trial, String cause) {
        return Long.toString(trial.decisions().getOrDefault(cause, 0L));
    }

    private void groups(String name, Map<String, TriedCalls.Sides> groups) {
        if (groups.size() < 2) {
            return;
        }
        TextTable table = new TextTable(
                name, "calls", "trip, " + names.before(), "trip, " + names.after(), "most an hour", "median");
        groups.forEach((group, sides) -> table.row(
                group.isEmpty() ? UNKNOWN : group,
                Long.toString(sides.after().calls()),
                share(sides.before().tripped(), sides.before().calls()),
                share(sides.after().tripped(), sides.after().calls()),
                Integer.toString(sides.after().busiestHour()),
                seconds(sides.after().medianSeconds())));
        lines.add("");
        lines.addAll(table.lines());
    }

    private void changes(int most) {
        PolicyDifference difference = calls.difference();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d calls trip now and did not, %d no more, %d earlier, %d later; %d as before",
                difference.count(PolicyDifference.Kind.GAINED),
                difference.count(PolicyDifference.Kind.LOST),
                difference.count(PolicyDifference.Kind.EARLIER),
                difference.count(PolicyDifference.Kind.LATER),
                difference.same()));
        if (difference.changes().isEmpty() || most == 0) {
            return;
        }
        TextTable table = new TextTable("started", "call", "queue", names.before(), names.after(), "label");
        difference.changes().stream()
                .limit(most)
                .forEach(change -> table.row(
                        moment(change.call().startedAt()),
                        change.call().id(),
                        change.call().queue().isEmpty()
                                ? UNKNOWN
                                : change.call().queue(),
                        at(change.beforeMs()),
                        at(change.afterMs()),
                        change.call()
                                .upset()
                                .map(upset -> upset ? "upset" : "calm")
                                .orElse(UNKNOWN)));
        lines.addAll(table.lines());
        if (difference.changes().size() > most) {
            lines.add("and " + (difference.changes().size() - most) + " more (--limit, or --format json)");
        }
    }

    /** The best settings within a budget of trips. */
    public static List<String> budget(FuseGrid grid, int tripsAnHour, int most) {
        List<FuseSettings> within = grid.within(tripsAnHour);
        if (within.isEmpty()) {
            return List.of(
                    "",
                    "No setting that was tried trips at all and never more than " + tripsAnHour + " times an hour.");
        }
        FuseSettings best = within.get(0);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "at most %d trips an hour: enterThreshold %.0f, exitThreshold %.0f, dwell %d s",
                tripsAnHour,
                best.enterThreshold(),
                best.exitThreshold(),
                best.dwell().toSeconds()));
        TextTable table =
                new TextTable("enterThreshold", "dwell", "calls that trip", "most an hour", "median", "upset", "calm");
        for (FuseSettings fuse : within.subList(0, Math.min(most, within.size()))) {
            Trial trial = grid.trial(fuse).orElseThrow();
            table.row(
                    String.format(Locale.ROOT, "%.0f", fuse.enterThreshold()),
                    fuse.dwell().toSeconds() + " s",
                    share(trial.tripped(), trial.calls()),
                    Integer.toString(trial.busiestHour()),
                    seconds(trial.medianSeconds()),
                    share(trial.upsetTripped(), trial.upset()),
                    share(trial.calmTripped(), trial.calm()));
        }
        lines.addAll(table.lines());
        return lines;
    }

    private static String share(long count, long of) {
        if (of == 0) {
            return UNKNOWN;
        }
        Proportion share = new Proportion(count, of);
        return String.format(
                Locale.ROOT,
                "%d of %d, %.1f %% (%.1f-%.1f)",
                count,
                of,
                100 * share.share(),
                100 * share.wilson().low(),
                100 * share.wilson().high());
    }

    private static String seconds(OptionalDouble value) {
        return value.isEmpty() ? UNKNOWN : String.format(Locale.ROOT, "%.1f s", value.getAsDouble());
    }

    private static String at(OptionalLong atMs) {
        return atMs.isEmpty() ? UNKNOWN : String.format(Locale.ROOT, "trips at %.0f s", atMs.getAsLong() / MS_A_SECOND);
    }

    private String moment(Instant at) {
        return MINUTE.format(at.atZone(names.zone()));
    }
}
