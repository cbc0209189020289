package io.callfuse.engine.scoring;

/**
 * What is said of a caller at one moment, with its reasons. Made once, rewritten every second by {@link EmotionScorer} and,
 * where words speak, by {@link CallerWords}; for one thread.
 */
public final class EmotionScore {
    private static final int MAX_CONTRIBUTIONS = 16;

    /** Words are one more. */
    private final String[] contributionNames = new String[MAX_CONTRIBUTIONS + 1];

    private final double[] contributions = new double[MAX_CONTRIBUTIONS + 1];
    private int contributionCount;
    private double score;
    private Emotion emotion = Emotion.UNKNOWN;
    private double confidence;

    /** How upset the caller is by his voice and his words, 0 to 100; 0 until anything was heard. */
    public double score() {
        return score;
    }

    /** What the voice expresses; {@link Emotion#UNKNOWN} on too little speech. */
    public Emotion emotion() {
        return emotion;
    }

    /** Probability that {@link #emotion} is right, 0 to 1; 0 when it is unknown. */
    public double confidence() {
        return confidence;
    }

    /** How many groups of features contributed, words being one; 0 until anything was heard. */
    public int contributions() {
        return contributionCount;
    }

    /** Name of a group of features. */
    public String contributionName(int index) {
        return contributionNames[index];
    }

    /** How far the group moved the log-odds of being upset; over 0 towards upset. */
    public double contribution(int index) {
        return contributions[index];
    }

    void say(double newScore, Emotion newEmotion, double newConfidence) {
        score = newScore;
        emotion = newEmotion;
        confidence = newConfidence;
    }

    void move(double newScore) {
        score = newScore;
    }

    void clearContributions() {
        contributionCount = 0;
    }

    void addContribution(String name, double contribution) {
        contributionNames[contributionCount] = name;
        contributions[contributionCount] = contribution;
        contributionCount++;
    }

    /** How many the voice may have. */
    static int maxContributions() {
        return MAX_CONTRIBUTIONS;
    }
}
