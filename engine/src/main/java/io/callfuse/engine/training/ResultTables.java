package io.callfuse.engine.training;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.evaluation.CalibrationError;
import io.callfuse.models.evaluation.ConfusionTable;
import io.callfuse.models.evaluation.RocCurve;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Prints what a cross-validation found, as tables of Markdown. */
final class ResultTables {
    private static final int ANGRY = Corpora.CLASSES.indexOf("angry");
    private static final List<String> POSITIVE_KINDS = List.of("escalating", "angry from the start");

    private final PrintStream out;

    ResultTables(PrintStream out) {
        this.out = out;
    }

    /** Area under the curve of anger against the rest, by corpus, and the recall of the emotions. */
    void utterances(String title, CrossValidation judged) {
        out.println("\n### Utterances, " + title + "\n");
        out.println(
                "| corpus | clips | AUC anger against the rest | against neutral and calm | against happy and surprised |"
                        + " UAR, four emotions | calibration error |");
        out.println("| --- | --- | --- | --- | --- | --- | --- |");
        double sum = 0;
        TreeSet<String> corpora = new TreeSet<>();
        judged.utterances().forEach(u -> corpora.add(CrossValidation.corpusOf(u.speaker())));
        for (String corpus : corpora) {
            double area = row(corpus, judged, i -> corpusOf(judged, i).equals(corpus));
            sum += area;
        }
        row("all together", judged, i -> true);
        out.println(String.format(Locale.ROOT, "%nMean AUC over the corpora: %.3f", sum / corpora.size()));
    }

    /** How many calls of each kind trip at an anchor, by corpus, and when. */
    void calls(String title, List<ScoredCall> calls, double anchor) {
        out.println(String.format(Locale.ROOT, "%n### Composed calls, %s, anchor at log-odds %.2f%n", title, anchor));
        out.println("| kind | calls | trip | trip by 60 s | median delay after onset | by corpus |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        for (String kind : calls.stream().map(c -> c.call().kind()).distinct().toList()) {
            kind(kind, calls.stream().filter(c -> c.call().kind().equals(kind)).toList(), anchor);
        }
        double[] upset = reach(calls, c -> POSITIVE_KINDS.contains(c.call().kind()));
        double[] calm = reach(calls, c -> c.call().kind().equals("calm"));
        double[] others = reach(calls, c -> !POSITIVE_KINDS.contains(c.call().kind()));
        out.println(String.format(
                Locale.ROOT,
                "%nAUC of upset calls: %.3f against calm ones, %.3f against calm and happy ones",
                RocCurve.area(upset, calm),
                RocCurve.area(upset, others)));
    }

    /** Which legs of real and role-played calls trip; nobody is upset in them. */
    void telephone(List<ScoredCall> legs, double anchor) {
        out.println("\n### Telephone legs, never fitted on\n");
        out.println("| leg | trips at | first emotion |");
        out.println("| --- | --- | --- |");
        for (ScoredCall leg : legs) {
            int second = leg.tripSecond(anchor);
            String first = Arrays.stream(leg.emotions())
                    .filter(e -> e != Emotion.UNKNOWN)
                    .findFirst()
                    .map(Emotion::label)
                    .orElse("-");
            out.println(
                    String.format("| %s | %s | %s |", leg.call().speaker(), second < 0 ? "-" : second + " s", first));
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
                .map(c -> CrossValidation.corpusOf(c.call().speaker()))
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

    private double row(String name, CrossValidation judged, IntPredicate included) {
        int n = judged.utterances().size();
        List<Integer> in = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (included.test(i)) {
                in.add(i);
            }
        }
        ConfusionTable confusion = new ConfusionTable(Emotion.values().length);
        CalibrationError calibration = new CalibrationError();
        for (int i : in) {
            Emotion truth = CrossValidation.emotionOf(label(judged, i));
            confusion.add(truth.ordinal(), judged.said()[i].ordinal());
            calibration.add(judged.sure()[i], truth == judged.said()[i]);
        }
        double[] angry = logOdds(judged, in, label -> label == ANGRY);
        double rest = RocCurve.area(angry, logOdds(judged, in, label -> label != ANGRY));
        out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f |",
                name,
                in.size(),
                rest,
                RocCurve.area(angry, logOdds(judged, in, label -> label == 0)),
                RocCurve.area(angry, logOdds(judged, in, label -> List.of("happy", "surprise")
                        .contains(Corpora.CLASSES.get(label)))),
                confusion.unweightedAverageRecall(),
                calibration.expected()));
        return rest;
    }

    private static String corpusOf(CrossValidation judged, int i) {
        return CrossValidation.corpusOf(judged.utterances().get(i).speaker());
    }

    private static int label(CrossValidation judged, int i) {
        return judged.utterances().get(i).label();
    }

    private static double[] logOdds(CrossValidation judged, List<Integer> in, IntPredicate label) {
        return in.stream()
                .filter(i -> label.test(label(judged, i)))
                .mapToDouble(i -> judged.logOdds()[i])
                .toArray();
    }

    private static double[] reach(List<ScoredCall> calls, java.util.function.Predicate<ScoredCall> which) {
        return Arrays.stream(calls.toArray(ScoredCall[]::new))
                .filter(which)
                .mapToDouble(ScoredCall::reach)
                .toArray();
    }
}
