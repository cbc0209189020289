package io.callfuse.engine.scoring;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.models.EmotionInference;
import io.callfuse.models.EmotionModel;

/**
 * Scores one leg: averages its readings over the last seconds of caller speech, so that no single word decides, and applies the
 * model. While the caller is silent nothing changes. Allocates when made and never after; belongs to the thread of the leg's
 * worker.
 */
public final class EmotionScorer {
    /** With less speech than this no emotion is named, ms. */
    public static final long MIN_SPEECH_MS = 2000;

    /** Until this much speech has come the score is held down in proportion, ms. */
    private static final double FULL_SPEECH_MS = 5000;

    private final EmotionInference inference;
    private final int[] valueOfFeature;
    private final double[] averaged;
    private final Emotion[] emotionOfClass;
    private final double[] probabilityOfEmotion = new double[Emotion.values().length];
    private final Emotion[] emotions = Emotion.values();
    private final double smoothingMs;
    private long lastSpeechMs;

    /** Prepares a leg; refuses a model whose features this engine does not measure or whose emotions it does not know. */
    public EmotionScorer(EmotionModel model) {
        this.inference = new EmotionInference(model);
        this.valueOfFeature = new int[model.features().size()];
        this.averaged = new double[valueOfFeature.length];
        for (int f = 0; f < valueOfFeature.length; f++) {
            String name = model.features().get(f).name();
            valueOfFeature[f] = FeatureVector.names().indexOf(name);
            if (valueOfFeature[f] < 0) {
                throw new IllegalArgumentException("model " + model.version() + " wants the feature '" + name
                        + "', which this engine does not measure");
            }
        }
        this.emotionOfClass =
                model.classes().stream().map(c -> Emotion.ofLabel(c.emotion())).toArray(Emotion[]::new);
        if (inference.groups().size() > EmotionScore.maxContributions()) {
            throw new IllegalArgumentException("model " + model.version() + " has "
                    + inference.groups().size() + " groups of features, more than " + EmotionScore.maxContributions());
        }
        this.smoothingMs = model.smoothingSpeechSeconds() * 1000;
    }

    /** Takes the reading of this second and says what it means. */
    public void score(FeatureVector features, EmotionScore into) {
        long speechMs = features.speechMs();
        long newSpeechMs = speechMs - lastSpeechMs;
        lastSpeechMs = speechMs;
        if (speechMs == 0) {
            into.say(0, Emotion.UNKNOWN, 0);
            into.clearContributions();
            return;
        }
        if (newSpeechMs > 0) {
            average(features, weightOf(newSpeechMs, speechMs));
            inference.infer(averaged);
        }
        double score = inference.score(inference.upsetLogOdds()) * heldDown(speechMs);
        say(score, speechMs >= MIN_SPEECH_MS, into);
        into.clearContributions();
        for (int g = 0; g < inference.groups().size(); g++) {
            into.addContribution(inference.groups().get(g), inference.contribution(g));
        }
    }

    /** Log-odds of being upset as of the last scoring, before the map to 0..100; for fitting the map. */
    public double upsetLogOdds() {
        return inference.upsetLogOdds();
    }

    /** The factor by which the score is held down for want of speech, 0..1; for fitting the map. */
    public static double heldDown(long speechMs) {
        return Math.min(1, speechMs / FULL_SPEECH_MS);
    }

    /** An exponential average over speech time that begins as the plain mean of what there is. */
    private double weightOf(long newSpeechMs, long speechMs) {
        double steady = 1 - StrictMath.exp(-newSpeechMs / smoothingMs);
        return Math.max(steady, (double) newSpeechMs / speechMs);
    }

    private void average(FeatureVector features, double weight) {
        for (int f = 0; f < averaged.length; f++) {
            double x = inference.standardized(f, features.value(valueOfFeature[f]));
            averaged[f] += weight * (x - averaged[f]);
        }
    }

    private void say(double score, boolean enoughSpeech, EmotionScore into) {
        java.util.Arrays.fill(probabilityOfEmotion, 0);
        for (int c = 0; c < emotionOfClass.length; c++) {
            probabilityOfEmotion[emotionOfClass[c].ordinal()] += inference.probability(c);
        }
        int best = 0;
        for (int e = 1; e < emotions.length; e++) {
            if (probabilityOfEmotion[e] > probabilityOfEmotion[best]) {
                best = e;
            }
        }
        into.say(score, enoughSpeech ? emotions[best] : Emotion.UNKNOWN, enoughSpeech ? probabilityOfEmotion[best] : 0);
    }
}
