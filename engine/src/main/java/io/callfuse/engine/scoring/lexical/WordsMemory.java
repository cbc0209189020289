package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.Need;
import io.callfuse.models.language.Subtext;
import java.util.Optional;

/** What the readings of a leg's words have shown so far that is worth telling at its end. Made once; for one thread. */
final class WordsMemory {
    final double[] highest = new double[Subtext.values().length];
    final long[] highestAtMs = new long[highest.length];
    Optional<String> topic = Optional.empty();
    Optional<Need> need = Optional.empty();
    double firstPerMinute;
    double maxPerMinute;

    /** A subtext is so probable at a media time. */
    void subtext(int subtext, double probability, long nowMs) {
        if (probability > highest[subtext]) {
            highest[subtext] = probability;
            highestAtMs[subtext] = nowMs;
        }
    }

    /** The caller speaks so fast; {@code NaN} changes nothing. */
    void rate(double perMinute) {
        if (perMinute > 0) {
            firstPerMinute = firstPerMinute == 0 ? perMinute : firstPerMinute;
            maxPerMinute = Math.max(maxPerMinute, perMinute);
        }
    }

    /** Becomes what another is. */
    void copy(WordsMemory other) {
        System.arraycopy(other.highest, 0, highest, 0, highest.length);
        System.arraycopy(other.highestAtMs, 0, highestAtMs, 0, highestAtMs.length);
        topic = other.topic;
        need = other.need;
        firstPerMinute = other.firstPerMinute;
        maxPerMinute = other.maxPerMinute;
    }
}
