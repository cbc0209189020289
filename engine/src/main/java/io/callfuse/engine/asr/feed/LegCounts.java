package io.callfuse.engine.asr.feed;

import java.util.concurrent.atomic.AtomicLong;

/** What became of the speech of one leg, in frames and words. Each is counted by one thread at a time; any reads. */
final class LegCounts {
    /** Frames, and marks between pieces of speech, that the process is done with. */
    final AtomicLong done = new AtomicLong();
    /** Marks that nobody needed. */
    final AtomicLong skipped = new AtomicLong();
    /** Frames not sent, because others needed recognition more. */
    final AtomicLong shed = new AtomicLong();
    /** Frames sent to a process that ended before it was done with them. */
    final AtomicLong lost = new AtomicLong();
    /** Words that were settled. */
    final AtomicLong words = new AtomicLong();
    /** Words of those that the process did not live to settle; they stay as they were. */
    final AtomicLong unconfirmed = new AtomicLong();
    /** Revisions for which the leg's worker had no room. */
    final AtomicLong unread = new AtomicLong();

    /** How many of those that left the queue something is known of. */
    long accounted() {
        return done.get() + skipped.get() + shed.get() + lost.get();
    }
}
