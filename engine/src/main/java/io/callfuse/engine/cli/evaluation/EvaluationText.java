package io.callfuse.engine.cli.evaluation;

import io.callfuse.engine.cli.table.TextTable;
import io.callfuse.engine.evaluation.Evaluation;
import io.callfuse.engine.evaluation.HeardCall;
import java.util.ArrayList;
import java.util.List;

/** What {@code evaluate} prints for people. */
public final class EvaluationText {
    private static final int THRESHOLD_STEP = 5;
    private static final int WRONG_CALLS = 12;

    private final Evaluation evaluation;
    private final EvaluationTables tables;
    private final List<String> lines = new ArrayList<>();

    private EvaluationText(Evaluation evaluation) {
        this.evaluation = evaluation;
        tables = new EvaluationTables(evaluation);
    }

    /** The lines of the report. */
    public static List<String> lines(Evaluation evaluation) {
        EvaluationText text = new EvaluationText(evaluation);
        text.heading();
        text.trips();
        text.firstClasses();
        text.rest();
        text.whatIf();
        text.wrongCalls();
        return text.lines;
    }

    private void heading() {
        lines.add(Figures.amount(evaluation));
        lines.add("model " + evaluation.engine().model() + ", configuration "
                + evaluation.engine().config() + ", callfuse "
                + evaluation.engine().version());
        lines.add("fuse " + Figures.fuse(evaluation.fuse()));
        lines.add(Figures.CAUTION);
    }

    private void trips() {
        section("Trips against labels");
        lines.add(Figures.COUNTING);
        table(EvaluationTables.RATE_HEADS, tables.trips());
        lines.add("Delay after the onset, median / 95th percentile: "
                + Figures.delays(evaluation.trips().delays()) + " ("
                + evaluation.trips().delays().calls() + " calls).");
        lines.add("Area under the curve, by the highest score of a call:");
        table(List.of("upset against", "area", "calls"), tables.areas());
        section("By label");
        table(tables.kindHeads(), tables.kinds());
    }

    private void firstClasses() {
        section("First class");
        table(EvaluationTables.RATE_HEADS, tables.classedBy());
        lines.add(tables.spokenBy());
        lines.add(tables.recall());
        if (evaluation.firstClasses().judged() > 0) {
            table(tables.confusionHeads(), tables.confusion());
        }
    }

    private void rest() {
        section("Decisions");
        lines.add(tables.decidedInTime());
        table(tables.decisionHeads(), tables.decisions());
        section("Confidence");
        lines.add(tables.calibration());
        table(List.of("confidence", "seconds", "right in 100", ""), tables.confidence());
    }

    private void whatIf() {
        section("What if the fuse entered at another score (in a hundred calls)");
        double configured = evaluation.fuse().enterThreshold();
        table(
                EvaluationTables.thresholdHeads(),
                evaluation.whatIf().stream()
                        .filter(row -> row.enterThreshold() == configured || row.enterThreshold() % THRESHOLD_STEP == 0)
                        .map(row -> EvaluationTables.threshold(row, configured))
                        .toList());
    }

    private void wrongCalls() {
        List<HeardCall> wrong = WrongCalls.of(evaluation);
        if (wrong.isEmpty()) {
            return;
        }
        section("Calls to listen to: " + wrong.size() + " wrong"
                + (wrong.size() > WRONG_CALLS ? ", the furthest off first; --format json has all" : ""));
        table(
                List.of("call", "label", "outcome", "highest score", "trip", "onset", "first class"),
                wrong.stream().limit(WRONG_CALLS).map(WrongCalls::cells).toList());
    }

    private void section(String title) {
        lines.add("");
        lines.add(title);
    }

    private void table(List<String> heads, List<String[]> rows) {
        TextTable table = new TextTable(heads.toArray(String[]::new));
        rows.forEach(table::row);
        table.lines().forEach(line -> lines.add("  " + line));
    }
}
