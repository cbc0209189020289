package io.callfuse.engine.cli.training;

import io.callfuse.engine.adaptation.CallerCounts;
import io.callfuse.engine.adaptation.Comparison;
import io.callfuse.engine.adaptation.Comparison.Change;
import io.callfuse.engine.adaptation.Trial;
import io.callfuse.engine.cli.table.TextTable;
import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.Proportion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code train} prints for people. */
public final class TrainingText {
    private static final String NONE = "-";

    private final Training training;
    private final List<String> lines = new ArrayList<>();

    private TrainingText(Training training) {
        this.training = training;
    }

    /**
     * The lines of the report.
     *
     * @param file where the model was, or would have been, written
     */
    public static List<String> lines(Training training, Path file) {
        TrainingText text = new TrainingText(training);
        text.heading();
        text.candidates();
        text.comparison();
        text.caution();
        text.verdict(file);
        return text.lines;
    }

    private void heading() {
        CallerCounts callers = training.callers();
        lines.add(training.calls() + " calls of " + callers.all() + " callers: " + callers.upset()
                + " with an upset call, " + callers.others() + " with another");
        if (!training.callersNamed()) {
            lines.add(
                    "Where the list does not say who speaks, each call was taken for a caller of its own: if some are the"
                            + " same person, the figures below are too good.");
        }
        lines.add("model as it is: " + training.base());
        lines.add("Every call below is judged by what was fitted to other callers.");
    }

    private void candidates() {
        section("What was tried");
        TextTable table = new TextTable("", "right of 100, balanced", "area", "calibration error");
        for (Trial trial : training.result().trials()) {
            table.row(
                    trial.candidate().description(),
                    number(100 * trial.balancedAccuracy(), 1),
                    number(trial.area(), 3),
                    number(trial.calibrationError(), 3));
        }
        add(table);
    }

    private void comparison() {
        Comparison best = training.best();
        section("As it is, and with " + best.after().candidate().description());
        TextTable table = new TextTable("", "as it is", "95 %", "then", "95 %", "change", "95 %");
        change(table, "right of 100 calls, upset and others weighing the same", best.balancedAccuracy(), 100, 1);
        change(table, "area under the curve, by the highest score", best.area(), 1, 3);
        change(table, "calibration error of the confidence", best.calibrationError(), 1, 3);
        rate(
                table,
                "trips in 100 upset calls",
                best.before().hits(),
                best.after().hits());
        rate(
                table,
                "trips before the onset",
                best.before().early(),
                best.after().early());
        rate(
                table,
                "false trips in 100 others",
                best.before().falseTrips(),
                best.after().falseTrips());
        for (CallLabel label : List.of(CallLabel.CALM, CallLabel.HAPPY_LOUD, CallLabel.NORMAL)) {
            rate(
                    table,
                    "false trips, " + label.text(),
                    best.before().falseTrips(label),
                    best.after().falseTrips(label));
        }
        table.row(
                "delay after the onset, median, s",
                number(best.before().medianDelayMs() / 1000, 1),
                "",
                number(best.after().medianDelayMs() / 1000, 1),
                "",
                "",
                "");
        add(table);
        lines.add("  Bounds of the first three by drawing callers again, of rates by Wilson. Fuse: 75, 60, 3 s.");
    }

    private void caution() {
        section("What this cannot know");
        lines.add("  How it does on callers and lines unlike these.");
        if (!training.alone()) {
            lines.add("  The best of " + training.result().trials().size()
                    + " was chosen by these same calls, which flatters it a little.");
        }
        int fewest = Math.min(training.callers().upset(), training.callers().others());
        long calm = training.best().after().falseTrips(CallLabel.CALM).of();
        lines.add("  With " + fewest + " callers of the rarer kind one caller more or less is "
                + number(100.0 / fewest, 0) + " in a hundred.");
        if (calm < 300) {
            lines.add("  Whether 1 in 100 calm calls trips takes 300 calm calls to see; here are " + calm + ".");
        }
    }

    private void verdict(Path file) {
        lines.add("");
        training.model()
                .ifPresentOrElse(
                        model -> lines.add("wrote " + file + ", model " + model.version()),
                        () -> lines.add("wrote nothing: " + reason()));
        if (training.alone()
                && training.best().balancedAccuracy().changeBounds().high() < 0) {
            lines.add("This model judges your calls worse than " + training.base() + " does.");
        }
    }

    private String reason() {
        if (training.best().balancedAccuracy().afterBounds().low() <= 0.5
                || training.best().area().afterBounds().low() <= 0.5) {
            return "what was learnt from some callers does not tell upset calls of others from the rest. Are the labels"
                    + " right?";
        }
        return "nothing that was tried is clearly better than the model as it is.";
    }

    private static void change(TextTable table, String what, Change change, double scale, int decimals) {
        table.row(
                what,
                number(scale * change.before(), decimals),
                between(change.beforeBounds(), scale, decimals),
                number(scale * change.after(), decimals),
                between(change.afterBounds(), scale, decimals),
                signed(scale * change.change(), decimals),
                between(change.changeBounds(), scale, decimals));
    }

    private static void rate(TextTable table, String what, Proportion before, Proportion after) {
        if (before.of() > 0) {
            table.row(
                    what,
                    number(100 * before.share(), 1),
                    between(before.wilson(), 100, 1),
                    number(100 * after.share(), 1),
                    between(after.wilson(), 100, 1),
                    signed(100 * (after.share() - before.share()), 1),
                    "");
        }
    }

    private void section(String title) {
        lines.add("");
        lines.add(title);
    }

    private void add(TextTable table) {
        table.lines().forEach(line -> lines.add("  " + line));
    }

    private static String signed(double value, int decimals) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%+." + decimals + "f", value);
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String between(Bounds bounds, double scale, int decimals) {
        return Double.isNaN(bounds.low())
                ? NONE
                : number(scale * bounds.low(), decimals) + " to " + number(scale * bounds.high(), decimals);
    }
}
