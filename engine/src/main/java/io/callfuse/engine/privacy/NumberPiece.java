package io.callfuse.engine.privacy;

/**
 * A part of a word that bears on numbers.
 *
 * @param word which word, by its place
 * @param from where in its text the part begins
 * @param to where it ends, exclusive
 * @param kind what it is
 * @param digits how many digits of a number it tells
 */
record NumberPiece(int word, int from, int to, Kind kind, int digits) {
    /** What a part of a word is to a number. */
    enum Kind {
        /** Tells digits. */
        NUMBER,
        /** Says the next part twice. */
        DOUBLE,
        /** Says the next part three times. */
        TRIPLE,
        /** May stand within a number and tells nothing: a hesitation, a dash, a magnitude. */
        FILLER,
        /** Says that a secret follows: even a short number is one then. */
        ANNOUNCEMENT,
        /** Anything else. */
        OTHER
    }

    NumberPiece(int word, int from, int to, Kind kind) {
        this(word, from, to, kind, 0);
    }
}
