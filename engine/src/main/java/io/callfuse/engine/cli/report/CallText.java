package io.callfuse.engine.cli.report;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.Heard;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.cli.table.Sparkline;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.RuleHeld;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What {@code analyze} prints of a call for people: a headline, what was decided and why, and the score as a small curve. */
public final class CallText {
    private static final int CURVE_WIDTH = 72;
    private static final int REASONS = 4;

    private CallText() {}

    /** The lines of one call. */
    public static List<String> lines(AnalysedCall call) {
        CallReport report = call.report();
        Heard heard = report.heard();
        ScoreTrack timeline = report.timeline();
        List<String> lines = new ArrayList<>();
        lines.add(text("%s  %.1f s, %.1f s of speech", report.call(), heard.seconds(), heard.speechSeconds()));
        lines.add("  first class  " + firstClass(report));
        lines.add("  trip         " + trip(report));
        lines.add("  decision     " + Reasons.decision(report));
        report.outcome().rulesHeld().forEach(held -> lines.add(rule(held)));
        report.outcome()
                .ruleTroubles()
                .forEach(trouble -> lines.add("  rule         " + trouble.rule() + ": " + trouble.why()));
        lines.add("  why          " + Reasons.strongest(call.evidence(), REASONS));
        lines.add(text("  score        highest %.1f, last %.1f", timeline.maxScore(), timeline.finalScore()));
        lines.add(text(
                "  speech rate  %s, highest %.1f syllables/s",
                heard.baselineSyllablesPerSecond() == 0
                        ? "no baseline"
                        : text("baseline %.1f", heard.baselineSyllablesPerSecond()),
                timeline.maxSyllablesPerSecond()));
        report.understood().map(WordsText::lines).ifPresent(lines::addAll);
        report.agent().map(AgentText::lines).ifPresent(lines::addAll);
        lines.addAll(curve(report));
        return lines;
    }

    private static String rule(RuleHeld held) {
        String route = held.routeName().equals(Route.NONE) ? "told only" : "route " + held.routeName();
        return text("  rule         %s held at %s, %s", held.rule(), Reasons.seconds(held.atMs()), route);
    }

    /** Says the first class, such as {@code anger 0.81 at 11.2 s}. */
    public static String firstClass(CallReport report) {
        return report.outcome()
                .firstClass()
                .map(said ->
                        text("%s %.2f at %s", said.emotion().label(), said.confidence(), Reasons.seconds(said.atMs())))
                .orElse("none");
    }

    /** Says the first trip, such as {@code at 27.4 s, score 83.1}; {@code none} where the fuse held. */
    public static String trip(CallReport report) {
        return report.outcome().trips().stream()
                .findFirst()
                .map(trip -> text("at %s, score %.1f", Reasons.seconds(trip.atMs()), trip.score()))
                .orElse("none");
    }

    private static List<String> curve(CallReport report) {
        ScoreTrack timeline = report.timeline();
        double[] scores = IntStream.range(0, timeline.length())
                .mapToDouble(timeline::score)
                .toArray();
        if (scores.length == 0) {
            return List.of();
        }
        long lastMs = timeline.atMs(scores.length - 1);
        int width = Math.min(CURVE_WIDTH, scores.length);
        List<String> lines = new ArrayList<>();
        lines.add("  0 s " + Sparkline.of(scores, CURVE_WIDTH) + " " + Reasons.seconds(lastMs));
        report.outcome().trips().stream().findFirst().ifPresent(trip -> {
            int column = (int) Math.min(width - 1, Math.max(0, (trip.atMs() - 1) * width / lastMs));
            lines.add(" ".repeat("  0 s ".length() + column) + "^ trip");
        });
        return lines;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
