package io.callfuse.engine.feature;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is known of a caller's voice at one moment: features of the last seconds of speech, and the plain measurements that reports
 * show. Made once, rewritten by {@link FeatureExtractor#read}; for one thread.
 */
public final class FeatureVector {
    private static final Map<String, Integer> PLACES = IntStream.range(0, FeatureNames.NAMES.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(FeatureNames.NAMES::get, place -> place));

    private final double[] values = new double[FeatureNames.NAMES.size()];
    private double f0Hz;
    private double levelDbfs;
    private double syllablesPerSecond;
    private double baselineSyllablesPerSecond;
    private long speechMs;
    private boolean heardMedia;

    /** The names of the values, in their order. */
    public static List<String> names() {
        return FeatureNames.NAMES;
    }

    /** The heading under which each value's contribution is reported, in the same order. */
    public static List<String> groups() {
        return FeatureNames.GROUPS;
    }

    /** Index of the value of this name; -1 where there is none. */
    public static int place(String name) {
        return PLACES.getOrDefault(name, -1);
    }

    /** One value; {@code NaN} when it is not known (no voiced frame yet). */
    public double value(int index) {
        return values[index];
    }

    /** Median pitch of the voiced frames in the last second, Hz; 0 when there was none. */
    public double f0Hz() {
        return f0Hz;
    }

    /** Level of the last second, dBFS; {@link io.callfuse.dsp.signal.Decibels#FLOOR_DBFS} when nothing came. */
    public double levelDbfs() {
        return levelDbfs;
    }

    /** Syllables a second over the last seconds of speech; 0 until known. */
    public double syllablesPerSecond() {
        return syllablesPerSecond;
    }

    /** Syllables a second over the caller's first seconds of speech; 0 until known. */
    public double baselineSyllablesPerSecond() {
        return baselineSyllablesPerSecond;
    }

    /** Caller speech heard so far, ms. */
    public long speechMs() {
        return speechMs;
    }

    /** Whether any audio frame has come, silent or not. */
    public boolean heardMedia() {
        return heardMedia;
    }

    /** Returns a vector of the same content that later readings leave alone. */
    public FeatureVector copy() {
        FeatureVector copy = new FeatureVector();
        System.arraycopy(values, 0, copy.values, 0, values.length);
        copy.voice(f0Hz, levelDbfs);
        copy.rate(syllablesPerSecond, baselineSyllablesPerSecond);
        copy.heard(speechMs, heardMedia);
        return copy;
    }

    double[] values() {
        return values;
    }

    void voice(double newF0Hz, double newLevelDbfs) {
        f0Hz = newF0Hz;
        levelDbfs = newLevelDbfs;
    }

    void rate(double newSyllablesPerSecond, double newBaseline) {
        syllablesPerSecond = newSyllablesPerSecond;
        baselineSyllablesPerSecond = newBaseline;
    }

    void heard(long newSpeechMs, boolean newHeardMedia) {
        speechMs = newSpeechMs;
        heardMedia = newHeardMedia;
    }
}
