package io.callfuse.engine.scoring.lexical;

/** A hit in words that may still be taken back. Made once and reused; for one thread. */
final class OpenHit {
    static final long LIVE = Long.MAX_VALUE;

    int label;
    double weight;
    double confidence;
    long first;
    long last;
    long atMs;
    String what;
    /** Position of the token that cancelled it. */
    long cancelledAt;

    boolean isLive() {
        return cancelledAt == LIVE;
    }

    double strength() {
        return weight * confidence;
    }

    boolean overlaps(long from, long to) {
        return first <= to && last >= from;
    }

    /** Whether it shares tokens with a stretch and is more than that stretch with words around it. */
    boolean isTornBy(long from, long to) {
        return overlaps(from, to) && !(first <= from && last >= to && last - first > to - from);
    }
}
