package io.callfuse.engine.archive.store;

/**
 * Something that the policy of a call said, as the archive tells it.
 *
 * @param kind what it is
 * @param atMs media time
 * @param score the score at that time, 0-100; {@code NaN} where none is told
 * @param words the rest, in an order that is the same for all of a kind
 */
public record ToldEvent(Kind kind, long atMs, double score, String words) {
    /** Scores are kept with four decimals. */
    private static final double SCORE_ABOUT = 0.000_051;

    /** What was said. */
    public enum Kind {
        /** The first class; {@code words} is the emotion's label. */
        FIRST_CLASS,
        /** A transition of the fuse; {@code words} is {@code FROM TO WHY}. */
        FUSE,
        /** The decision; {@code words} is {@code ROUTE REASON}, with the rule behind a colon. */
        DECISION,
        /** A rule held; {@code words} is {@code RULE ROUTE}. */
        RULE
    }

    /** Cuts words as long as the database does. */
    public ToldEvent {
        words = LineFields.fit(words);
    }

    /** Whether both say the same, the score as exactly as it is kept. */
    public boolean isLike(ToldEvent other) {
        boolean sameScore =
                Double.isNaN(score) && Double.isNaN(other.score) || Math.abs(score - other.score) <= SCORE_ABOUT;
        return kind == other.kind && atMs == other.atMs && words.equals(other.words) && sameScore;
    }

    /** Whether it says that the fuse tripped. */
    public boolean isTrip() {
        return kind == Kind.FUSE && words.split(" ", 3)[1].equals("tripped");
    }
}
