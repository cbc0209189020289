package io.callfuse.engine.training;

import io.callfuse.models.EmotionInference;
import io.callfuse.models.EmotionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges every utterance and every call by a model that was fitted without its speaker, or without his whole corpus.
 *
 * @param utterances what was judged
 * @param calls judged calls
 * @param folds who was left out together
 */
record CrossValidation(List<JudgedUtterance> utterances, List<ScoredCall> calls, List<Set<String>> folds) {

    /**
     * What a model says of an utterance.
     *
     * @param example the utterance
     * @param alone outputs when nothing else is known of the caller
     * @param amongOthers outputs when the other utterances of the sitting were heard before
     */
    record JudgedUtterance(Example example, float[] alone, float[] amongOthers) {}

    /** Leaves out a sixth of each corpus' speakers in turn. */
    static CrossValidation leavingSpeakersOut(Material material, Settings settings) {
        return of(material, SpeakerFolds.bySpeakers(material.speakers()), settings);
    }

    /** Leaves out one corpus in turn. */
    static CrossValidation leavingCorporaOut(Material material, Settings settings) {
        return of(material, SpeakerFolds.byCorpora(material.speakers()), settings);
    }

    private static CrossValidation of(Material material, List<Set<String>> folds, Settings settings) {
        List<JudgedUtterance> utterances = new ArrayList<>();
        List<ScoredCall> calls = new ArrayList<>();
        for (Set<String> out : folds) {
            List<Example> others = material.toFit().stream()
                    .filter(e -> !out.contains(e.speaker()))
                    .toList();
            EmotionModel model = NetworkFitter.fit(others, settings);
            material.sittings().stream()
                    .filter(s -> out.contains(s.speaker()))
                    .forEach(s -> utterances.addAll(judged(s, model)));
            calls.addAll(material.calls().parallelStream()
                    .filter(c -> out.contains(c.speaker()))
                    .map(c -> ScoredCall.of(c, model))
                    .toList());
        }
        return new CrossValidation(utterances, calls, folds);
    }

    private static List<JudgedUtterance> judged(Sitting sitting, EmotionModel model) {
        List<JudgedUtterance> judged = new ArrayList<>();
        EmotionInference inference = new EmotionInference(model, 0);
        for (Example one : sitting.utterances()) {
            inference.forget();
            for (Example other : sitting.utterances()) {
                if (other != one) {
                    inference.infer(values(other));
                    inference.remember(1);
                }
            }
            inference.infer(values(one));
            float[] alone = new float[model.layers().outputs()];
            float[] amongOthers = new float[alone.length];
            for (int o = 0; o < alone.length; o++) {
                alone[o] = (float) inference.coldLogit(o);
                amongOthers[o] = (float) inference.logit(o);
            }
            judged.add(new JudgedUtterance(one, alone, amongOthers));
        }
        return judged;
    }

    private static double[] values(Example example) {
        double[] values = new double[example.values().length];
        for (int f = 0; f < values.length; f++) {
            values[f] = example.values()[f];
        }
        return values;
    }

    /** Which fold a speaker is left out in. */
    int foldOf(String speaker) {
        for (int f = 0; f < folds.size(); f++) {
            if (folds.get(f).contains(speaker)) {
                return f;
            }
        }
        throw new IllegalArgumentException("nobody left out '" + speaker + "'");
    }

    /** The calls in which the caller is calm throughout. */
    List<ScoredCall> calmCalls() {
        return calls.stream().filter(c -> c.call().kind().equals("calm")).toList();
    }
}
