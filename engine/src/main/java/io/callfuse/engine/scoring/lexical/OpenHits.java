package io.callfuse.engine.scoring.lexical;

import java.util.function.Consumer;

/**
 * The hits in words that may still be taken back, oldest first; those that are settled leave it. Made once, never grows; for one
 * thread.
 */
final class OpenHits {
    /** How many there can be; a power of two. More settle the oldest early. */
    static final int CAPACITY = 64;

    private final OpenHit[] ring = new OpenHit[CAPACITY];
    private final Consumer<OpenHit> settled;
    private long oldest;
    private long next;

    /** Makes an empty one that tells the live hits that leave it; the hit is reused after the call. */
    OpenHits(Consumer<OpenHit> settled) {
        this.settled = settled;
        for (int i = 0; i < CAPACITY; i++) {
            ring[i] = new OpenHit();
        }
    }

    private OpenHit at(long index) {
        return ring[(int) (index & (CAPACITY - 1))];
    }

    /** A hit to be filled in by the caller. */
    OpenHit add() {
        if (next - oldest == CAPACITY) {
            settleOldest();
        }
        OpenHit hit = at(next);
        next++;
        hit.cancelledAt = OpenHit.LIVE;
        return hit;
    }

    private void settleOldest() {
        OpenHit hit = at(oldest);
        oldest++;
        if (hit.isLive()) {
            settled.accept(hit);
        }
    }

    /** Settles the hits that end before a token. */
    void settleBefore(long position) {
        while (oldest < next && at(oldest).last < position) {
            settleOldest();
        }
    }

    /** Takes back all that tokens from a position on brought, and all that they cancelled. */
    void revise(long position) {
        while (next > oldest && at(next - 1).last >= position) {
            next--;
        }
        for (long i = oldest; i < next; i++) {
            if (!at(i).isLive() && at(i).cancelledAt >= position) {
                at(i).cancelledAt = OpenHit.LIVE;
            }
        }
    }

    /** Tells all live hits, the oldest first. */
    void forEachLive(Consumer<OpenHit> action) {
        for (long i = oldest; i < next; i++) {
            if (at(i).isLive()) {
                action.accept(at(i));
            }
        }
    }

    /** Cancels the hits that share words with a neutral phrase, but for those that have it in them. */
    void cancelTorn(long first, long last) {
        for (long i = oldest; i < next; i++) {
            if (at(i).isLive() && at(i).isTornBy(first, last)) {
                at(i).cancelledAt = last;
            }
        }
    }

    /** Cancels the hits of some labels that end within a few tokens before a stretch of tokens. */
    void cancelBack(long labels, long first, long last, int tokens, TokenWindow window) {
        for (long i = oldest; i < next; i++) {
            OpenHit hit = at(i);
            boolean near = hit.last < first && hit.last >= first - tokens;
            if (hit.isLive() && near && (labels >> hit.label & 1) != 0 && !window.breaksBetween(hit.last, first)) {
                hit.cancelledAt = last;
            }
        }
    }

    /**
     * Makes room for a hit among those of its label that share tokens with it.
     *
     * @return false where one of them is as strong
     */
    boolean outdoes(int label, double strength, long first, long last) {
        for (long i = oldest; i < next; i++) {
            OpenHit hit = at(i);
            if (hit.isLive() && hit.label == label && hit.overlaps(first, last) && hit.strength() >= strength) {
                return false;
            }
        }
        for (long i = oldest; i < next; i++) {
            OpenHit hit = at(i);
            if (hit.isLive() && hit.label == label && hit.overlaps(first, last)) {
                hit.cancelledAt = last;
            }
        }
        return true;
    }
}
