package io.callfuse.engine.training;

import io.callfuse.engine.training.CrossValidation.JudgedUtterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Judges every utterance by a {@link LinearJudge} that was fitted without its fold. Which penalty a fold is judged under comes from
 * the other folds, as its threshold does: a set of many features needs a stronger one than a set of few.
 *
 * @param judged the utterances, and who was left out together
 * @param penalties of the folds, in their order
 */
record LinearValidation(CrossValidation judged, List<Double> penalties) {
    /** About half a decade apart, for sets of tens to thousands of features. */
    static final List<Double> PENALTIES = List.of(0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0);

    /**
     * Leaves out each fold in turn.
     *
     * @param folds two at least
     */
    static LinearValidation of(List<Example> examples, List<Set<String>> folds) {
        if (folds.size() < 2) {
            throw new IllegalArgumentException(folds.size() + " folds, not 2 at least");
        }
        List<List<List<JudgedUtterance>>> byFold =
                folds.parallelStream().map(out -> byPenalty(examples, out)).toList();
        List<JudgedUtterance> judged = new ArrayList<>();
        List<Double> penalties = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            int chosen = best(byFold, fold, folds);
            judged.addAll(byFold.get(fold).get(chosen));
            penalties.add(PENALTIES.get(chosen));
        }
        return new LinearValidation(new CrossValidation(judged, List.of(), folds), penalties);
    }

    /** Mean over the corpora of a figure; a corpus in which it has no value does not count. */
    static double meanOfCorpora(List<JudgedUtterance> in, ToDoubleFunction<List<JudgedUtterance>> of) {
        return in.stream()
                .map(u -> SpeakerFolds.corpusOf(u.example().speaker()))
                .distinct()
                .mapToDouble(corpus -> of.applyAsDouble(in.stream()
                        .filter(u ->
                                SpeakerFolds.corpusOf(u.example().speaker()).equals(corpus))
                        .toList()))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static List<List<JudgedUtterance>> byPenalty(List<Example> examples, Set<String> out) {
        LinearJudge judge = new LinearJudge(
                examples.stream().filter(e -> !out.contains(e.speaker())).toList());
        List<Example> others =
                examples.stream().filter(e -> out.contains(e.speaker())).toList();
        return PENALTIES.stream().map(penalty -> judge.judged(others, penalty)).toList();
    }

    /** Index of the penalty under which the other folds' mean area is largest. */
    private static int best(List<List<List<JudgedUtterance>>> byFold, int fold, List<Set<String>> folds) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < PENALTIES.size(); p++) {
            int penalty = p;
            List<JudgedUtterance> others = IntStream.range(0, folds.size())
                    .filter(f -> f != fold)
                    .boxed()
                    .flatMap(f -> byFold.get(f).get(penalty).stream())
                    .toList();
            UtteranceFigures figures = new UtteranceFigures(new CrossValidation(others, List.of(), folds));
            double area = meanOfCorpora(others, figures::area);
            if (area > most) {
                most = area;
                best = p;
            }
        }
        return best;
    }
}
