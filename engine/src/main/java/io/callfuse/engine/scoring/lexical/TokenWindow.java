package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.Vocabulary;

/**
 * The last tokens of a leg, numbered from 0 on without end. Made once, never grows; for one thread. A token that is too old is
 * gone; those at the end may be taken back.
 */
final class TokenWindow {
    /** How many tokens are kept; a power of two. */
    static final int CAPACITY = 64;

    static final byte NO_BREAK = 0;
    /** A word such as "but": the reach of cues ends. */
    static final byte CLAUSE_BREAK = 1;

    /** A comma or a short pause. */
    static final byte SOFT_BREAK = 2;

    /** The end of a sentence. */
    static final byte HARD_BREAK = 3;

    private final int[] ids = new int[CAPACITY];
    private final int[] sounds = new int[CAPACITY];
    private final int[] joinedIds = new int[CAPACITY];
    private final String[] texts = new String[CAPACITY];
    private final long[] atMs = new long[CAPACITY];
    private final long[] endMs = new long[CAPACITY];
    private final double[] confidences = new double[CAPACITY];
    private final byte[] breaksBefore = new byte[CAPACITY];
    private long next;
    private long oldest;
    private long goneMs = -1;

    /** Adds a token behind the last one. */
    void add(int id, int sound, String text, byte breakBefore) {
        int slot = slot(next);
        if (next - oldest == CAPACITY) {
            goneMs = Math.max(goneMs, atMs[slot]);
        }
        ids[slot] = id;
        sounds[slot] = sound;
        joinedIds[slot] = Vocabulary.UNKNOWN;
        texts[slot] = text;
        breaksBefore[slot] = breakBefore;
        next++;
        oldest = Math.max(oldest, next - CAPACITY);
    }

    /** Says when the last token was said and how sure that is. */
    void say(long startMs, long stopMs, double confidence) {
        int slot = slot(next - 1);
        atMs[slot] = startMs;
        endMs[slot] = stopMs;
        confidences[slot] = confidence;
    }

    /** Takes back the tokens that begin at a media time or later, ms. */
    void revise(long fromMs) {
        while (next > oldest && atMs[slot(next - 1)] >= fromMs) {
            next--;
        }
    }

    private static int slot(long position) {
        return (int) (position & (CAPACITY - 1));
    }

    /** Position of the next token. */
    long next() {
        return next;
    }

    /** Position of the oldest token that is still known; tokens taken back bring back none. */
    long oldest() {
        return oldest;
    }

    /** Media time at which the last token began that is no longer known, ms; -1 while there is none. */
    long goneMs() {
        return goneMs;
    }

    int id(long position) {
        return ids[slot(position)];
    }

    /** Says that the last token and the one before it may be one word that recognition has cut in two. */
    void join(int id) {
        joinedIds[slot(next - 1)] = id;
    }

    /** The word that a token may be together with the one before it; {@link Vocabulary#UNKNOWN} for none. */
    int joinedId(long position) {
        return position > oldest ? joinedIds[slot(position)] : Vocabulary.UNKNOWN;
    }

    int sound(long position) {
        return sounds[slot(position)];
    }

    String text(long position) {
        return texts[slot(position)];
    }

    long atMs(long position) {
        return atMs[slot(position)];
    }

    /** Media time at which the last token ends, ms; 0 before the first. */
    long lastEndMs() {
        return next == oldest ? 0 : endMs[slot(next - 1)];
    }

    double confidence(long position) {
        return confidences[slot(position)];
    }

    byte breakBefore(long position) {
        return breaksBefore[slot(position)];
    }

    /** Marks that a part of a sentence begins at a token. */
    void breakAt(long position) {
        int slot = slot(position);
        breaksBefore[slot] = (byte) Math.max(breaksBefore[slot], CLAUSE_BREAK);
    }

    /** Whether a part of a sentence begins behind one token and up to another, that one included. */
    boolean breaksBetween(long behind, long upTo) {
        for (long position = behind + 1; position <= upTo; position++) {
            if (breakBefore(position) != NO_BREAK) {
                return true;
            }
        }
        return false;
    }

    /** Whether a part of a sentence begins at a token. */
    boolean beginsPart(long position) {
        return position <= oldest || breakBefore(position) != NO_BREAK;
    }
}
