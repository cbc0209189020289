package io.callfuse.engine.training;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a training run needs to know.
 *
 * @param data directory with {@code utterances.csv} and the clips that it lists
 * @param modelFile where the model is written
 * @param version what the model calls itself
 * @param seed from which every random choice follows
 * @param size how much is made of the clips
 * @param leftOut speakers that the model must never have heard, to be judged by elsewhere
 */
public record Settings(Path data, Path modelFile, String version, long seed, Size size, Set<String> leftOut) {
    /** Groups of speakers that are left out in turn. */
    static final int FOLDS = 6;
    /** How steeply the score rises with the log-odds. */
    static final double STEEPNESS = 1;
    /** Seconds of speech over which outputs are averaged. */
    static final double SMOOTHING_SPEECH_SECONDS = 2;
    /** Share of fear that counts as being upset; of anger all does. */
    static final float UPSET_BY_FEAR = 0.25f;
    /** How much more often a caller is calm than in any other mood, when the model is fitted. */
    static final double CALM_PRIOR = 1.5;
    /** Share of calm calls that may trip. */
    static final double CALM_TRIP_SHARE = 0.01;

    /**
     * How much is made of the clips.
     *
     * @param callsToFit composed calls of each speaker to fit on
     * @param callsToJudge composed calls of each kind and speaker to judge by
     * @param networks fitted from different seeds and merged
     * @param steps of each fit; 0 for as many as were chosen
     */
    public record Size(int callsToFit, int callsToJudge, int networks, int steps) {
        /** What the shipped model is made with. */
        static final Size FULL = new Size(30, 10, 4, 0);
    }

    /** Copies the names. */
    public Settings {
        leftOut = Set.copyOf(leftOut);
    }
}
