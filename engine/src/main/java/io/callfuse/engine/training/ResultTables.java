package io.callfuse.engine.training;

import io.callfuse.engine.training.CrossValidation.JudgedUtterance;
import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.RocCurve;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Prints what a cross-validation found, as tables of Markdown. */
final class ResultTables {
    private final PrintStream out;

    ResultTables(PrintStream out) {
        this.out = out;
    }

    /** How well utterances are told, by corpus, by sex and all together, with bounds by speaker. */
    void utterances(String title, CrossValidation judged) {
        UtteranceFigures figures = new UtteranceFigures(judged);
        out.println("\n### Utterances, " + title + "\n");
        out.println("| who | utterances | AUC anger against the rest, alone | among eleven others of the caller |"
                + " against calm | against happy, surprised | UAR anger | UAR four emotions |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        double sum = 0;
        double recall = 0;
        TreeSet<String> corpora = new TreeSet<>();
        judged.utterances().forEach(u -> corpora.add(corpusOf(u)));
        for (String corpus : corpora) {
            List<JudgedUtterance> in = which(judged, u -> corpusOf(u).equals(corpus));
            row(corpus, in, figures);
            sum += figures.area(in);
            recall += figures.angerRecall(in);
        }
        for (String sex : List.of("m", "f")) {
            row(sex, which(judged, u -> u.example().sex().equals(sex)), figures);
        }
        row("all together", judged.utterances(), figures);
        out.println(String.format(
                Locale.ROOT,
                "%nMean over the corpora: AUC %.3f, UAR of anger %.3f; each among eleven others of the caller",
                sum / corpora.size(),
                recall / corpora.size()));
    }

    private void row(String name, List<JudgedUtterance> in, UtteranceFigures figures) {
        if (in.isEmpty()) {
            return;
        }
        out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %.3f | %.3f | %s | %s |",
                name,
                in.size(),
                bounded(in, figures::areaAlone),
                bounded(in, figures::area),
                figures.areaAgainst(in, List.of("neutral")),
                figures.areaAgainst(in, List.of("happy", "surprise")),
                bounded(in, figures::angerRecall),
                bounded(in, figures::emotionRecall)));
    }

    /** A figure with its bounds in brackets. */
    static String bounded(List<JudgedUtterance> in, ToDoubleFunction<List<JudgedUtterance>> figure) {
        Bounds bounds = UtteranceFigures.bySpeaker(in, figure);
        String value = String.format(Locale.ROOT, "%.3f", figure.applyAsDouble(in));
        return Double.isNaN(bounds.low())
                ? value
                : value + String.format(Locale.ROOT, " (%.2f-%.2f)", bounds.low(), bounds.high());
    }

    private static List<JudgedUtterance> which(CrossValidation judged, Predicate<JudgedUtterance> wanted) {
        return judged.utterances().stream().filter(wanted).toList();
    }

    private static String corpusOf(JudgedUtterance utterance) {
        return SpeakerFolds.corpusOf(utterance.example().speaker());
    }

    /** How many calls of each kind trip at an anchor, by corpus, and when. */
    void calls(String title, List<ScoredCall> calls, double anchor) {
        out.println(String.format(Locale.ROOT, "%n### Composed calls, %s, anchor at log-odds %.2f%n", title, anchor));
        out.println("| kind | calls | trip | trip by 60 s | median delay after onset | by corpus |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        for (String kind : calls.stream().map(c -> c.call().kind()).distinct().toList()) {
            kind(kind, calls.stream().filter(c -> c.call().kind().equals(kind)).toList(), anchor);
        }
        double[] upset = reach(calls, ScoredCall::isUpset);
        double[] calm = reach(calls, c -> c.call().kind().equals("calm"));
        double[] others = reach(calls, ScoredCall::isCalmOrHappy);
        out.println(String.format(
                Locale.ROOT,
                "%nAUC of upset calls: %.3f against calm ones, %.3f against calm and happy ones",
                RocCurve.area(upset, calm),
                RocCurve.area(upset, others)));
    }

    /** How good the choice of the anchor and of the confidence is for callers by whom neither was chosen. */
    void chosenElsewhere(String title, CallFigures figures) {
        out.println(String.format(
                Locale.ROOT,
                "%n%s, anchor and confidence chosen by other folds: accuracy %.3f; trips of calm calls %.3f, of happy ones %.3f;"
                        + " misses %.3f; calibration error of the confidence %.3f; UAR of the emotion each second %.3f, of the first"
                        + " %.3f",
                title,
                figures.accuracy(),
                figures.trips("calm"),
                figures.trips("happy"),
                figures.misses(),
                figures.calibrationError(),
                figures.emotionRecall(),
                figures.firstEmotionRecall()));
    }

    /** Which legs of real and role-played calls trip; nobody is upset in them. */
    void telephone(List<ScoredCall> legs, double anchor) {
        out.println("\n### Telephone legs, never fitted on\n");
        out.println("| leg | trips at | score reaches |");
        out.println("| --- | --- | --- |");
        for (ScoredCall leg : legs) {
            int second = leg.tripSecond(anchor);
            double odds = Settings.STEEPNESS * (leg.reach() - anchor) + StrictMath.log(3);
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f |",
                    leg.call().speaker(),
                    second < 0 ? "-" : second + " s",
                    100 / (1 + StrictMath.exp(-odds))));
        }
    }

    private void kind(String kind, List<ScoredCall> calls, double anchor) {
        List<ScoredCall> tripped = calls.stream().filter(c -> c.trips(anchor)).toList();
        long inTime = tripped.stream().filter(c -> c.tripSecond(anchor) <= 60).count();
        int[] delays = tripped.stream()
                .mapToInt(c -> c.tripSecond(anchor) - c.call().onsetMs() / 1000)
                .sorted()
                .toArray();
        StringBuilder byCorpus = new StringBuilder();
        for (String corpus : new TreeSet<>(calls.stream()
                .map(c -> SpeakerFolds.corpusOf(c.call().speaker()))
                .toList())) {
            long of = calls.stream()
                    .filter(c -> c.call().speaker().startsWith(corpus))
                    .count();
            long trip = tripped.stream()
                    .filter(c -> c.call().speaker().startsWith(corpus))
                    .count();
            byCorpus.append(String.format(Locale.ROOT, "%s %.0f %% ", corpus, 100.0 * trip / of));
        }
        out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %.1f %% | %.1f %% | %s | %s|",
                kind,
                calls.size(),
                100.0 * tripped.size() / calls.size(),
                100.0 * inTime / calls.size(),
                delays.length == 0 ? "-" : delays[delays.length / 2] + " s",
                byCorpus));
    }

    private static double[] reach(List<ScoredCall> calls, Predicate<ScoredCall> which) {
        return calls.stream().filter(which).mapToDouble(ScoredCall::reach).toArray();
    }
}
