package io.callfuse.engine.training;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.EmotionInference;
import io.callfuse.models.EmotionModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges every utterance and every call by a model that was fitted without its speaker, or without its whole corpus.
 *
 * @param utterances what was judged
 * @param logOdds of being upset, of each utterance
 * @param said the emotion that was most probable, of each utterance
 * @param sure its probability
 * @param calls judged calls
 */
record CrossValidation(
        List<Example> utterances, double[] logOdds, Emotion[] said, double[] sure, List<ScoredCall> calls) {

    /** Leaves out a sixth of each corpus' speakers in turn. */
    static CrossValidation leavingSpeakersOut(Material material) {
        Map<String, Integer> seen = new HashMap<>();
        List<Set<String>> folds = new ArrayList<>();
        for (int f = 0; f < Settings.FOLDS; f++) {
            folds.add(new TreeSet<>());
        }
        for (String speaker : material.speakers()) {
            int place = seen.merge(corpusOf(speaker), 1, Integer::sum) - 1;
            folds.get(place % Settings.FOLDS).add(speaker);
        }
        return of(material, folds);
    }

    /** Leaves out one corpus in turn. */
    static CrossValidation leavingCorporaOut(Material material) {
        Map<String, Set<String>> folds = new java.util.LinkedHashMap<>();
        for (String speaker : material.speakers()) {
            folds.computeIfAbsent(corpusOf(speaker), c -> new TreeSet<>()).add(speaker);
        }
        return of(material, List.copyOf(folds.values()));
    }

    /** The corpus that a speaker belongs to: the two halves of the German one are one. */
    static String corpusOf(String speaker) {
        return speaker.substring(0, speaker.indexOf('-'));
    }

    private static CrossValidation of(Material material, List<Set<String>> folds) {
        int n = material.utterances().size();
        double[] logOdds = new double[n];
        Emotion[] said = new Emotion[n];
        double[] sure = new double[n];
        List<ScoredCall> calls = new ArrayList<>();
        for (Set<String> out : folds) {
            if (out.isEmpty()) {
                continue;
            }
            List<Example> others = material.toFit().stream()
                    .filter(e -> !out.contains(e.speaker()))
                    .toList();
            EmotionModel model = ModelFitter.fit(others, "fold", 0);
            EmotionInference inference = new EmotionInference(model);
            for (int i = 0; i < n; i++) {
                if (out.contains(material.utterances().get(i).speaker())) {
                    infer(inference, material.utterances().get(i));
                    logOdds[i] = inference.upsetLogOdds();
                    sure[i] = name(inference, model, said, i);
                }
            }
            material.calls().stream()
                    .filter(c -> out.contains(c.speaker()))
                    .map(c -> ScoredCall.of(c, model))
                    .forEach(calls::add);
        }
        return new CrossValidation(material.utterances(), logOdds, said, sure, calls);
    }

    private static void infer(EmotionInference inference, Example example) {
        double[] x = new double[example.values().length];
        for (int f = 0; f < x.length; f++) {
            x[f] = inference.standardized(f, example.values()[f]);
        }
        inference.infer(x);
    }

    /** Writes the most probable emotion of an utterance and returns its probability. */
    private static double name(EmotionInference inference, EmotionModel model, Emotion[] said, int utterance) {
        double[] probability = new double[Emotion.values().length];
        for (int c = 0; c < model.classes().size(); c++) {
            Emotion emotion = Emotion.ofLabel(model.classes().get(c).emotion());
            probability[emotion.ordinal()] += inference.probability(c);
        }
        for (Emotion emotion : Emotion.values()) {
            if (said[utterance] == null || probability[emotion.ordinal()] > probability[said[utterance].ordinal()]) {
                said[utterance] = emotion;
            }
        }
        return probability[said[utterance].ordinal()];
    }

    /** What an utterance of this class expresses. */
    static Emotion emotionOf(int label) {
        return Emotion.ofLabel(ModelFitter.EMOTION_OF_CLASS.get(Corpora.CLASSES.get(label)));
    }

    /** The calls in which the caller is calm throughout. */
    List<ScoredCall> calmCalls() {
        return calls.stream().filter(c -> c.call().kind().equals("calm")).toList();
    }
}
