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
 * @param callsPerSpeaker composed calls of each kind and speaker to judge by
 * @param leftOut speakers that the model must never have heard, to be judged by elsewhere
 */
public record Settings(Path data, Path modelFile, String version, long seed, int callsPerSpeaker, Set<String> leftOut) {
    /** Copies the names. */
    public Settings {
        leftOut = Set.copyOf(leftOut);
    }

    /** Strength of the penalty on weights, chosen by leave-one-corpus-out. */
    static final double PENALTY = 0.1;
    /** How steeply the score rises with the log-odds. */
    static final double STEEPNESS = 1;
    /** Seconds of speech over which readings are averaged. */
    static final double SMOOTHING_SPEECH_SECONDS = 4;
    /** Share of fear that counts as being upset; of anger all does. */
    static final double UPSET_BY_FEAR = 0.25;
    /** How much more often a caller is calm than any other mood, when the model is fitted. */
    static final double CALM_PRIOR = 2;
    /** Share of calm calls that may trip. */
    static final double FALSE_TRIP_SHARE = 0.01;
    /** Groups of speakers that are left out in turn. */
    static final int FOLDS = 6;
}
