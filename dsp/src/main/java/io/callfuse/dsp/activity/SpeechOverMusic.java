package io.callfuse.dsp.activity;

/**
 * Weighs whether the sound of the last moments comes from a talker or from music: a logistic regression over
 * {@link SoundTexture} says of each frame what it speaks for, and the log odds of the frames add up between two bounds, as in a
 * cumulative sum test (Page 1954). So neither a held vowel nor a drum solo turns the verdict, and a change of source does after
 * some tenths of a second. For one thread; allocates nothing after construction.
 */
final class SpeechOverMusic {
    private static final double START = 2;
    private static final double MAX_SPEECH = 4;
    private static final double MAX_MUSIC = -5;
    /** Neighbouring frames say nearly the same, so that each counts for little. */
    private static final double FRAME_SHARE = 0.2;

    /** Music taken for a caller costs more than a moment of the caller. */
    private static final double CAUTION = 0.3;

    private static final double MAX_FRAME_ODDS = 6;
    /**
     * Fitted with a penalty of 3e-4 on the deviations, both classes weighing the same, on the ravdess, casia and emodb speakers
     * for tuning (by themselves, in noise, after music and over it) against the music of the games wesnoth, frozen-bubble, etr,
     * hedgewars, lincity-ng and xmoto; pitch by YIN over the restored fundamental.
     */
    private static final double BIAS = -14.0177;

    /** In the order of {@link SoundTexture#write}; fitted with the bias. */
    private static final double[] WEIGHTS = {
        -8.0706, -9.4135, 1.8384, 0.2683, 0.1816, 0.1247, -2.2202, 4.4077, -0.1549, -1.5874, -11.2346, 10.5757, -1.2774,
        -0.4779, 0.2952, 4.6824, 13.2569, 20.6071, -14.6263, -0.7575, 0.5303, -1.7271, 0.4145, 0.2473, 0.9209
    };

    private final double[] features = new double[SoundTexture.FEATURES];
    private double logOdds = START;

    /** Takes the texture after one more frame; returns the log odds for speech. */
    double next(SoundTexture texture) {
        texture.write(features);
        double frameOdds = BIAS - CAUTION;
        for (int i = 0; i < WEIGHTS.length; i++) {
            frameOdds += WEIGHTS[i] * features[i];
        }
        frameOdds = Math.max(-MAX_FRAME_ODDS, Math.min(MAX_FRAME_ODDS, frameOdds));
        logOdds = Math.max(MAX_MUSIC, Math.min(MAX_SPEECH, logOdds + FRAME_SHARE * texture.filled() * frameOdds));
        return logOdds;
    }

    /** The log odds for speech as they stand. */
    double logOdds() {
        return logOdds;
    }
}
