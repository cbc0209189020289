package io.callfuse.engine.asr.feed;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long recognition takes, from the moment a frame is known to be speech to the moment its words are known. Any thread.
 */
final class DelayMeter {
    private static final long WINDOW_NS = 500_000_000;
    /** Upper bounds of the classes, ms; a class is a fifth wide at most, and the last has no bound. */
    private static final int CLASSES = 64;

    private static final double GROWTH = 1.2;
    private static final double FIRST_MS = 1;

    private final AtomicLongArray counts = new AtomicLongArray(CLASSES);
    private final AtomicLong longestNs = new AtomicLong();
    private volatile long lastNotedNs = System.nanoTime();
    private volatile long windowBeganNs = System.nanoTime();
    private volatile long windowWorstNs;
    private volatile long lastWindowWorstNs;

    /** Notes that what was offered at one time was done at another. */
    void note(long offeredNs, long doneNs) {
        long delayNs = Math.max(0, doneNs - offeredNs);
        counts.incrementAndGet(classOf(delayNs / 1e6));
        longestNs.accumulateAndGet(delayNs, Math::max);
        if (doneNs - windowBeganNs > WINDOW_NS) {
            lastWindowWorstNs = windowWorstNs;
            windowWorstNs = 0;
            windowBeganNs = doneNs;
        }
        windowWorstNs = Math.max(windowWorstNs, delayNs);
        lastNotedNs = doneNs;
    }

    /** Says that something is under way from now on, after a time in which nothing was. */
    void begin(long nowNs) {
        lastNotedNs = nowNs;
    }

    private static int classOf(double delayMs) {
        int place = 0;
        for (double boundMs = FIRST_MS; delayMs > boundMs && place < CLASSES - 1; boundMs *= GROWTH) {
            place++;
        }
        return place;
    }

    /** The longest delay of late, ns; while something is under way, at least the time since anything was done. */
    long recentNs(boolean underWay, long nowNs) {
        long sinceNs = nowNs - lastNotedNs;
        return underWay ? Math.max(lastWindowWorstNs, sinceNs) : sinceNs < 2 * WINDOW_NS ? lastWindowWorstNs : 0;
    }

    /** The delay that this share of all frames did not exceed, to a fifth, ms; 0 before the first. */
    long percentileMs(double share) {
        long total = 0;
        for (int i = 0; i < CLASSES; i++) {
            total += counts.get(i);
        }
        long wanted = (long) Math.ceil(total * share);
        double boundMs = FIRST_MS;
        for (int i = 0; i < CLASSES && total > 0; i++, boundMs *= GROWTH) {
            wanted -= counts.get(i);
            if (wanted <= 0) {
                return Math.min((long) Math.ceil(boundMs), longestMs());
            }
        }
        return 0;
    }

    /** The longest delay ever, ms. */
    long longestMs() {
        return longestNs.get() / 1_000_000;
    }
}
