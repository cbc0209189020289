package io.callfuse.engine.training;

import io.callfuse.engine.training.CrossValidation.JudgedUtterance;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints how feature sets compare, as one table of Markdown, a set at a time. */
final class ComparisonTable {
    private final PrintStream out;

    /** Prints the head of the table. */
    ComparisonTable(PrintStream out) {
        this.out = out;
        out.println("\n| features | number | left out | penalty | AUC anger against the rest | mean of the corpora"
                + " | UAR anger | mean of the corpora | UAR four emotions |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    /** Prints a row; bounds, in brackets, are of 95 %, by drawing speakers again. */
    void row(MeasuredUtterances measured, String leftOut, LinearValidation validation) {
        List<JudgedUtterance> in = validation.judged().utterances();
        UtteranceFigures figures = new UtteranceFigures(validation.judged());
        out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s | %s | %s | %s |",
                measured.features(),
                measured.count(),
                leftOut,
                penalties(validation.penalties()),
                ResultTables.bounded(in, figures::area),
                mean(in, figures::area),
                ResultTables.bounded(in, figures::angerRecall),
                mean(in, figures::angerRecall),
                ResultTables.bounded(in, figures::emotionRecall)));
    }

    private static String mean(List<JudgedUtterance> in, ToDoubleFunction<List<JudgedUtterance>> figure) {
        return String.format(Locale.ROOT, "%.3f", LinearValidation.meanOfCorpora(in, figure));
    }

    /** The smallest and the largest, where they differ. */
    private static String penalties(List<Double> penalties) {
        double least = penalties.stream().mapToDouble(p -> p).min().orElseThrow();
        double most = penalties.stream().mapToDouble(p -> p).max().orElseThrow();
        return least == most ? "" + least : least + "-" + most;
    }
}
