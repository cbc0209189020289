package io.callfuse.engine.scoring;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.models.EmotionContributions;
import io.callfuse.models.EmotionInference;
import io.callfuse.models.EmotionModel;
import java.util.Arrays;

/**
 * Scores one leg: shows the model each second's reading and the caller's earlier ones, and averages what it says over the last
 * seconds of caller speech, so that no single word decides. While the caller is silent nothing changes. Allocates when made and
 * never after, but for what a thread needs to score or explain, when it first does; belongs to the thread of the leg's worker.
 */
public final class EmotionScorer {
    /** With less speech than this no emotion is named, ms. */
    public static final long MIN_SPEECH_MS = 2000;

    /** Until this much speech has come the score is held down in proportion, ms. */
    private static final double FULL_SPEECH_MS = 5000;

    /** Speech that a reading rests on: so much new speech is one more of the caller's earlier readings, ms. */
    private static final double READING_SPEECH_MS = 5000;

    /** So many readings back, speech is taken to be all other than the present one's. */
    private static final int LAG_READINGS = 5;

    private static final ThreadLocal<EmotionContributions> CONTRIBUTIONS_OF_THREAD = new ThreadLocal<>();

    private final EmotionModel model;
    private final EmotionInference inference;
    private final Emotion[] emotionOfClass;
    private final double[] probabilityOfEmotion = new double[Emotion.values().length];
    private final Emotion[] emotions = Emotion.values();
    private final double smoothingMs;
    private long lastSpeechMs;

    /** Prepares a leg; refuses a model whose features this engine does not measure or whose emotions it does not know. */
    public EmotionScorer(EmotionModel model) {
        this.model = model;
        this.inference = new EmotionInference(model, LAG_READINGS);
        ModelReading.ofThread(model);
        this.emotionOfClass =
                model.classes().stream().map(c -> Emotion.ofLabel(c.emotion())).toArray(Emotion[]::new);
        long groups = model.inputs().stream()
                .map(EmotionModel.Input::group)
                .distinct()
                .count();
        if (groups + 1 > EmotionScore.maxContributions()) {
            throw new IllegalArgumentException("model " + model.version() + " has " + groups
                    + " groups of features, more than " + (EmotionScore.maxContributions() - 1));
        }
        this.smoothingMs = model.scoreMap().smoothingSpeechSeconds() * 1000;
    }

    /** Takes the reading of this second and says what it means; what moved it is said by {@link #explain}. */
    public void score(FeatureVector features, EmotionScore into) {
        long speechMs = features.speechMs();
        long newSpeechMs = speechMs - lastSpeechMs;
        lastSpeechMs = speechMs;
        into.clearContributions();
        if (speechMs == 0) {
            into.say(0, Emotion.UNKNOWN, 0);
            return;
        }
        if (newSpeechMs > 0) {
            double[] values = ModelReading.ofThread(model).of(features);
            inference.infer(values, weightOf(newSpeechMs, speechMs));
            inference.remember(newSpeechMs / READING_SPEECH_MS);
        }
        double score = model.scoreMap().score(inference.upsetLogOdds()) * heldDown(speechMs);
        say(score, speechMs >= MIN_SPEECH_MS, into);
    }

    /** Adds to a score of this leg what moved its last reading. */
    public void explain(EmotionScore into) {
        into.clearContributions();
        if (lastSpeechMs == 0) {
            return;
        }
        EmotionContributions contributions = contributionsOfThread();
        contributions.explain(inference);
        for (int g = 0; g < contributions.groups().size(); g++) {
            into.addContribution(contributions.groups().get(g), contributions.contribution(g));
        }
    }

    /** Log-odds of being upset as of the last scoring, before the map to 0..100; for fitting the map. */
    public double upsetLogOdds() {
        return inference.upsetLogOdds();
    }

    /** Log-odds of being upset by the last reading alone: what {@link #explain} adds up to. */
    double readingLogOdds() {
        return inference.readingLogOdds();
    }

    /** An averaged output as of the last scoring, in the order of the model's; for fitting what comes after it. */
    public float output(int index) {
        return (float) inference.averagedLogit(index);
    }

    /** An output for the last reading alone, in the order of the model's; for fitting what comes before it. */
    public float readingOutput(int index) {
        return (float) inference.logit(index);
    }

    /** Writes the activity of the model's hidden units at the last reading; for fitting the output layer. */
    public void writeActivity(float[] into) {
        inference.writeActivity(into);
    }

    /** The factor by which the score is held down for want of speech, 0..1; for fitting the map. */
    public static double heldDown(long speechMs) {
        return Math.min(1, speechMs / FULL_SPEECH_MS);
    }

    private EmotionContributions contributionsOfThread() {
        EmotionContributions known = CONTRIBUTIONS_OF_THREAD.get();
        if (known == null || known.model() != model) {
            known = new EmotionContributions(model);
            CONTRIBUTIONS_OF_THREAD.set(known);
        }
        return known;
    }

    /** An exponential average over speech time that begins as the plain mean of what there is. */
    private double weightOf(long newSpeechMs, long speechMs) {
        double steady = 1 - StrictMath.exp(-newSpeechMs / smoothingMs);
        return Math.max(steady, (double) newSpeechMs / speechMs);
    }

    private void say(double score, boolean enoughSpeech, EmotionScore into) {
        Arrays.fill(probabilityOfEmotion, 0);
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
