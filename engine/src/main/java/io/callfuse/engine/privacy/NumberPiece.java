package io.callfuse.engine.privacy;

/**
 * A part of a word that bears on numbers.
 *
 * @param from where in the word's text the part begins
 * @param to where it ends, exclusive
 * @param kind what it is
 * @param digits how many digits of a number it tells; of a filler, how many where it stands within one
 */
record NumberPiece(int from, int to, Kind kind, int digits) {
    /** What a part of a word is to a number. */
    enum Kind {
        /** Tells digits. */
        NUMBER,
        /** Says the next part twice. */
        DOUBLE,
        /** Says the next part three times. */
        TRIPLE,
        /** May stand within a number and begins none: a hesitation, a dash, a magnitude, "to" for two. */
        FILLER,
        /** Says that a secret follows: even a short number is one then. */
        ANNOUNCEMENT,
        /** Anything else. */
        OTHER
    }

    NumberPiece(int from, int to, Kind kind) {
        this(from, to, kind, 0);
    }
}
