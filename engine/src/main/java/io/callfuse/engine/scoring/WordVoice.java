package io.callfuse.engine.scoring;

/**
 * How a word was said; {@code NaN} stands for what is not known.
 *
 * @param f0Hz median pitch of its voiced frames
 * @param levelDbfs its level
 * @param syllablesPerSecond its rate: its characters in Chinese, its groups of vowels in English, over its length
 */
public record WordVoice(double f0Hz, double levelDbfs, double syllablesPerSecond) {
    /** Nothing is known. */
    public static final WordVoice UNKNOWN = new WordVoice(Double.NaN, Double.NaN, Double.NaN);
}
