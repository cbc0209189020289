package io.callfuse.dsp.activity;

/**
 * Weighs whether the sound of the last moments comes from a talker or from music: a small network
 * ({@link TextureNetwork}) over {@link SoundTexture} says of each frame what it speaks for, and the log odds of the frames add up
 * between two bounds, as in a cumulative sum test (Page 1954). So neither a held vowel nor a drum solo turns the verdict, and a
 * change of source does after some tenths of a second. For one thread; allocates nothing after construction.
 */
final class SpeechOverMusic {
    private static final double START = 2;
    private static final double MAX_SPEECH = 4;
    private static final double MAX_MUSIC = -5;
    /** Neighbouring frames say nearly the same, so that each counts for little. */
    private static final double FRAME_SHARE = 0.2;

    /** Music taken for a caller costs more than a moment of the caller. */
    private static final double CAUTION = 0.5;

    private static final double MAX_FRAME_ODDS = 6;

    private final double[] features = new double[SoundTexture.FEATURES];
    private double logOdds = START;

    /** Takes the texture after one more frame; returns the log odds for speech. */
    double next(SoundTexture texture) {
        texture.write(features);
        double frameOdds = TextureNetwork.logOdds(features) - CAUTION;
        frameOdds = Math.max(-MAX_FRAME_ODDS, Math.min(MAX_FRAME_ODDS, frameOdds));
        logOdds = Math.max(MAX_MUSIC, Math.min(MAX_SPEECH, logOdds + FRAME_SHARE * texture.filled() * frameOdds));
        return logOdds;
    }

    /** The log odds for speech as they stand. */
    double logOdds() {
        return logOdds;
    }
}
