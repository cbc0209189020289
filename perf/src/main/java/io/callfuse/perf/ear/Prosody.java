package io.callfuse.perf.ear;

/**
 * What hand-checked marks say of a clip.
 *
 * @param syllables how many there are
 * @param spanSeconds from the first one's beginning to the last one's end, s
 * @param f0MedianHz median over the marks; NaN where there are none
 * @param f0MinHz lowest; NaN where there are none
 * @param f0MaxHz highest; NaN where there are none
 */
public record Prosody(int syllables, double spanSeconds, double f0MedianHz, double f0MinHz, double f0MaxHz) {
    /** Syllables by the second, pauses inside the span included. */
    public double syllablesPerSecond() {
        return syllables / spanSeconds;
    }
}
