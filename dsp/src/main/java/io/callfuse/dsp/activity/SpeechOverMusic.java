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
     * Fitted by {@code perf}'s {@code ActivityFitting}, a penalty of 3e-5 on the deviations and both classes weighing the same, on
     * the ravdess, casia and emodb speakers for tuning (by themselves, in noise 15 dB below, clipped, at three levels, after music) against
     * the music of the games wesnoth, frozen-bubble, etr, hedgewars, lincity-ng and xmoto and a few pairs of tones in bursts; pitch
     * by {@code CorrelationPitchTracker}, four frames late.
     */
    private static final double BIAS = -30.4814;

    /** In the order of {@link SoundTexture#write}; fitted with the bias. */
    private static final double[] WEIGHTS = {
        -22.3414, -3.8457, 2.9600, -0.3505, 0.1178, 0.0421, -2.3670, 7.8446, 6.4847, 16.2699, -24.7073, 15.7716, 0.4965,
        -1.7026, 0.9962, 9.1591, -0.3647, 2.7783, -26.0365, -0.4443, 0.8839, 4.8862, 0.2436, 0.0531, 1.5032
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
