package io.callfuse.engine.training;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.evaluation.CalibrationError;
import io.callfuse.models.evaluation.ConfusionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How well calls are judged when neither the anchor nor the confidence was chosen by their speakers: for each fold both come from
 * the others.
 */
final class CallFigures {
    private final List<ScoredCall> calls = new ArrayList<>();
    private final List<Boolean> tripped = new ArrayList<>();
    private final ConfusionTable emotions = new ConfusionTable(Emotion.values().length);
    private final ConfusionTable first = new ConfusionTable(Emotion.values().length);
    private final CalibrationError calibration = new CalibrationError();

    /**
     * Judges.
     *
     * @param judged the calls that are judged
     * @param speakersOut from which the anchor and the confidence come, as far as the speakers are others
     * @param corporaOut from which the anchor comes, too
     */
    CallFigures(CrossValidation judged, List<ScoredCall> speakersOut, List<ScoredCall> corporaOut) {
        for (int f = 0; f < judged.folds().size(); f++) {
            int fold = f;
            List<ScoredCall> fromSpeakers = others(judged, fold, speakersOut);
            List<ScoredCall> fromCorpora = others(judged, fold, corporaOut);
            double anchor = OperatingPoint.anchor(fromSpeakers, fromCorpora);
            LogitCalibration confidence = Confidence.fit(fromSpeakers);
            judged.calls().stream()
                    .filter(c -> judged.foldOf(c.call().speaker()) == fold)
                    .forEach(c -> judge(c, anchor, confidence));
        }
    }

    private static List<ScoredCall> others(CrossValidation judged, int fold, List<ScoredCall> calls) {
        return calls.stream()
                .filter(c -> judged.foldOf(c.call().speaker()) != fold)
                .toList();
    }

    private void judge(ScoredCall call, double anchor, LogitCalibration confidence) {
        calls.add(call);
        tripped.add(call.trips(anchor));
        boolean named = false;
        for (int second : call.labelledSeconds()) {
            Emotion truth = Confidence.emotionOf(call.call().labels().get(second));
            Confidence.Named said = Confidence.name(call.outputs()[second], confidence);
            emotions.add(truth.ordinal(), said.emotion().ordinal());
            if (!named && !call.call().kind().equals("distressed")) {
                first.add(truth.ordinal(), said.emotion().ordinal());
                named = true;
            }
            calibration.add(said.confidence(), said.emotion() == truth);
        }
    }

    /** Share of the calls of a kind that trip. */
    double trips(String kind) {
        return share(kind::equals);
    }

    /** Share of the upset calls that do not trip. */
    double misses() {
        return 1 - (trips("escalating") + trips("angry from the start")) / 2;
    }

    /** Mean of the shares of calm, happy, escalating and angry calls that are judged rightly. */
    double accuracy() {
        return (1 - trips("calm") + 1 - trips("happy") + trips("escalating") + trips("angry from the start")) / 4;
    }

    /** Expected calibration error of the confidence, over all seconds in which an emotion is named. */
    double calibrationError() {
        return calibration.expected();
    }

    /** Unweighted average recall of the emotions, over the same seconds. */
    double emotionRecall() {
        return emotions.unweightedAverageRecall();
    }

    /** Unweighted average recall of the first emotion that is named in a call, those of distressed callers left out. */
    double firstEmotionRecall() {
        return first.unweightedAverageRecall();
    }

    private double share(Predicate<String> kind) {
        int of = 0;
        int trips = 0;
        for (int i = 0; i < calls.size(); i++) {
            if (kind.test(calls.get(i).call().kind())) {
                of++;
                trips += tripped.get(i) ? 1 : 0;
            }
        }
        return of == 0 ? Double.NaN : (double) trips / of;
    }
}
