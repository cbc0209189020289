package io.callfuse.engine.training;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.training.CrossValidation.JudgedUtterance;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.ConfusionTable;
import io.callfuse.models.evaluation.GroupBootstrap;
import io.callfuse.models.evaluation.RocCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** How well single utterances are told. Thresholds come from the folds in which others were left out. */
final class UtteranceFigures {
    private static final int ANGRY = Corpora.CLASSES.indexOf("angry");
    private static final long SEED = 1;

    private final CrossValidation judged;
    private final Map<Integer, Double> thresholdOfFold = new HashMap<>();

    UtteranceFigures(CrossValidation judged) {
        this.judged = judged;
        for (int fold = 0; fold < judged.folds().size(); fold++) {
            thresholdOfFold.put(fold, threshold(fold));
        }
    }

    /** Area under the curve of anger against the rest, where nothing else is known of the caller. */
    double areaAlone(List<JudgedUtterance> in) {
        return RocCurve.area(
                odds(in, u -> isAngry(u), JudgedUtterance::alone), odds(in, u -> !isAngry(u), JudgedUtterance::alone));
    }

    /** The same where other utterances of the caller were heard before. */
    double area(List<JudgedUtterance> in) {
        return area(in, u -> !isAngry(u));
    }

    /** The same against some classes. */
    double areaAgainst(List<JudgedUtterance> in, List<String> classes) {
        return area(in, u -> classes.contains(Corpora.CLASSES.get(u.example().label())));
    }

    /** Unweighted average recall of anger and of the rest. */
    double angerRecall(List<JudgedUtterance> in) {
        ConfusionTable table = new ConfusionTable(2);
        for (JudgedUtterance one : in) {
            double threshold = thresholdOfFold.get(judged.foldOf(one.example().speaker()));
            table.add(isAngry(one) ? 1 : 0, angerOdds(one.amongOthers()) >= threshold ? 1 : 0);
        }
        return table.unweightedAverageRecall();
    }

    /** Unweighted average recall of neutral, anger, distress and positive. */
    double emotionRecall(List<JudgedUtterance> in) {
        LogitCalibration none = LogitCalibration.none(Corpora.CLASSES.size());
        ConfusionTable table = new ConfusionTable(Emotion.values().length);
        for (JudgedUtterance one : in) {
            table.add(
                    Confidence.emotionOf(one.example().label()).ordinal(),
                    Confidence.name(one.amongOthers(), none).emotion().ordinal());
        }
        return table.unweightedAverageRecall();
    }

    /** Bounds of a figure by drawing speakers again. */
    static Bounds bySpeaker(List<JudgedUtterance> in, ToDoubleFunction<List<JudgedUtterance>> figure) {
        Map<String, List<JudgedUtterance>> speakers = new LinkedHashMap<>();
        for (JudgedUtterance one : in) {
            speakers.computeIfAbsent(one.example().speaker(), s -> new ArrayList<>())
                    .add(one);
        }
        return new GroupBootstrap<>(List.copyOf(speakers.values()), SEED).of(figure);
    }

    private double area(List<JudgedUtterance> in, Predicate<JudgedUtterance> rest) {
        return RocCurve.area(
                odds(in, UtteranceFigures::isAngry, JudgedUtterance::amongOthers),
                odds(in, rest, JudgedUtterance::amongOthers));
    }

    /** Where the other folds' unweighted average recall is highest. */
    private double threshold(int fold) {
        List<JudgedUtterance> others = judged.utterances().stream()
                .filter(u -> judged.foldOf(u.example().speaker()) != fold)
                .toList();
        double[] angry = odds(others, UtteranceFigures::isAngry, JudgedUtterance::amongOthers);
        double[] rest = odds(others, u -> !isAngry(u), JudgedUtterance::amongOthers);
        Arrays.sort(angry);
        Arrays.sort(rest);
        double best = 0;
        double most = -1;
        for (double candidate : angry) {
            double recall = share(angry, candidate) + 1 - share(rest, candidate);
            if (recall > most) {
                most = recall;
                best = candidate;
            }
        }
        return best;
    }

    private static double share(double[] sorted, double from) {
        int place = Arrays.binarySearch(sorted, from);
        return (double) (sorted.length - (place < 0 ? -place - 1 : place)) / Math.max(1, sorted.length);
    }

    private static boolean isAngry(JudgedUtterance one) {
        return one.example().label() == ANGRY;
    }

    private static double[] odds(
            List<JudgedUtterance> in, Predicate<JudgedUtterance> wanted, Function<JudgedUtterance, float[]> outputs) {
        return in.stream()
                .filter(wanted)
                .mapToDouble(u -> angerOdds(outputs.apply(u)))
                .toArray();
    }

    /** Log-odds of the angry class against the others, and half of the output for anger alone. */
    private static double angerOdds(float[] outputs) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < Corpora.CLASSES.size(); c++) {
            highest = c == ANGRY ? highest : Math.max(highest, outputs[c]);
        }
        double others = 0;
        for (int c = 0; c < Corpora.CLASSES.size(); c++) {
            others += c == ANGRY ? 0 : StrictMath.exp(outputs[c] - highest);
        }
        return outputs[ANGRY] - highest - StrictMath.log(others) + 0.5 * outputs[Corpora.CLASSES.size()];
    }
}
