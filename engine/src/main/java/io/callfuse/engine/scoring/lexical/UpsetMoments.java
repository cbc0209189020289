package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.Labels;
import io.callfuse.models.language.LexicalCategory;

/**
 * The last moments at which words were settled that upset callers say, so that a word and its repetition at once are told from
 * words that come again and again. Made once; for one thread.
 */
final class UpsetMoments {
    /** Hits closer than this are one moment, ms: one outburst, however many words it has. */
    static final long APART_MS = 4000;

    /** Older moments no longer count, ms. */
    static final long MEMORY_MS = 60_000;

    static final int MAX = 8;

    /** Weaker words are no moment. */
    private static final double MIN_EVIDENCE = 0.3;

    private static final long UPSET = bit(LexicalCategory.ANGER)
            | bit(LexicalCategory.FRUSTRATION)
            | bit(LexicalCategory.THREAT)
            | bit(LexicalCategory.DISTRESS)
            | bit(LexicalCategory.PROFANITY);

    private final long[] momentsMs = new long[MAX];
    private final long[] countedMs = new long[MAX];
    private int size;
    private int counted;

    private static long bit(LexicalCategory category) {
        return 1L << Labels.of(category);
    }

    /** A settled hit. */
    void add(OpenHit hit) {
        if (isUpset(hit) && isApart(momentsMs, size, hit.atMs)) {
            if (size == MAX) {
                System.arraycopy(momentsMs, 1, momentsMs, 0, MAX - 1);
                size--;
            }
            momentsMs[size++] = hit.atMs;
        }
    }

    /** Begins to count with the settled moments that are young enough. */
    void beginCount(long nowMs) {
        counted = 0;
        for (int m = 0; m < size; m++) {
            if (nowMs - momentsMs[m] <= MEMORY_MS) {
                countedMs[counted++] = momentsMs[m];
            }
        }
    }

    /** Counts a hit that may still be taken back. */
    void count(OpenHit hit, long nowMs) {
        if (counted < MAX && nowMs - hit.atMs <= MEMORY_MS && isUpset(hit) && isApart(countedMs, counted, hit.atMs)) {
            countedMs[counted++] = hit.atMs;
        }
    }

    int counted() {
        return counted;
    }

    private static boolean isUpset(OpenHit hit) {
        return (UPSET >> hit.label & 1) != 0 && hit.strength() >= MIN_EVIDENCE;
    }

    private static boolean isApart(long[] moments, int count, long atMs) {
        for (int m = 0; m < count; m++) {
            if (Math.abs(moments[m] - atMs) < APART_MS) {
                return false;
            }
        }
        return true;
    }
}
