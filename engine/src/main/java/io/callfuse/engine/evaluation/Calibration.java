package io.callfuse.engine.evaluation;

import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.policy.FirstClass;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.CalibrationError;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a confidence means what it says.
 *
 * @param seconds every second of which the label says what the caller sounds like, and of which the engine says something
 * @param bounds 95 % bounds of the error over those seconds
 * @param firstClasses the same of the first class of each call alone
 */
public record Calibration(CalibrationError seconds, Bounds bounds, CalibrationError firstClasses) {

    static Calibration of(Sampling sampling) {
        Map<HeardCall, CalibrationError> ofCall = new IdentityHashMap<>();
        CalibrationError firstClasses = new CalibrationError();
        for (HeardCall call : sampling.calls()) {
            ofCall.put(call, seconds(call));
            add(firstClasses, call);
        }
        return new Calibration(
                together(ofCall, sampling.calls()),
                sampling.bounds(drawn -> together(ofCall, drawn).expected()),
                firstClasses);
    }

    private static CalibrationError seconds(HeardCall call) {
        CalibrationError error = new CalibrationError();
        ScoreTrack timeline = call.report().timeline();
        for (int i = 0; i < timeline.length(); i++) {
            Emotion said = timeline.emotion(i);
            double sure = timeline.confidence(i);
            if (said != Emotion.UNKNOWN) {
                call.labelled().emotionAt(timeline.atMs(i)).ifPresent(truth -> error.add(sure, truth == said));
            }
        }
        return error;
    }

    private static void add(CalibrationError error, HeardCall call) {
        FirstClass said = call.firstClass();
        if (said.emotion() != Emotion.UNKNOWN) {
            call.labelled()
                    .emotionAt(said.atMs())
                    .ifPresent(truth -> error.add(said.confidence(), truth == said.emotion()));
        }
    }

    private static CalibrationError together(Map<HeardCall, CalibrationError> ofCall, List<HeardCall> calls) {
        CalibrationError sum = new CalibrationError();
        calls.forEach(call -> sum.add(ofCall.get(call)));
        return sum;
    }
}
