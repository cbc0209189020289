package io.callfuse.engine.asr.feed;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.UnsettledWords;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.queue.FrameQueue;
import io.callfuse.engine.queue.Mailbox;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Recognition of one leg, as its worker sees it: audio in, words out, and nothing that ever waits. Everything but the package's
 * own methods is for the worker alone; {@link #hear} allocates nothing.
 */
public final class LegRecognition {
    /** 2.6 s: as long as it takes to replace a process that ended. */
    private static final int QUEUE_FRAMES = 128;

    private static final int UNREAD_REVISIONS = 256;
    private static final long LOOK_EVERY_NS = 200_000;

    private final int number;
    private final FrameQueue queue = new FrameQueue(QUEUE_FRAMES);
    private final SpeechGate gate;
    private final Mailbox<Revision> revisions = new Mailbox<>(UNREAD_REVISIONS);
    private final Suspicion suspicion = new Suspicion();
    private final LegCounts counts = new LegCounts();
    /** What the process has not settled: the thread that reads its answers, or after its end the one that feeds. */
    private final UnsettledWords unsettled = new UnsettledWords();

    private volatile boolean closed;

    LegRecognition(int number, int lagFrames) {
        this.number = number;
        gate = new SpeechGate(queue, lagFrames);
    }

    /**
     * Takes the leg's next frame; what is no speech goes no further.
     *
     * @param said whether the frame before it, by as many as the leg was opened with, was speech
     */
    public void hear(MediaFrame media, boolean said) {
        gate.accept(media, said);
    }

    /** Says how suspicious the leg is; once a second. */
    public void suspect(double score, long nowMs) {
        suspicion.update(score, nowMs);
    }

    /** The leg's words are needed less than those of any caller who speaks: it is the first to go without. */
    public void yieldToOthers() {
        suspicion.yieldToOthers();
    }

    /** The next change of what was said, or null if there is none yet. */
    public Revision poll() {
        return revisions.poll();
    }

    /** No more audio comes; what was said so far is settled, and still comes. */
    public void finish() {
        gate.finish();
    }

    /** The leg is over; no more words come. */
    public void close() {
        gate.finish();
        closed = true;
    }

    /**
     * Waits until everything that was heard has been recognised: for recordings, which are heard faster than anybody speaks. A
     * call never waits.
     *
     * @return false if that took longer
     */
    public boolean await(long atMostNs) {
        long beganNs = System.nanoTime();
        while (!isCaughtUp()) {
            if (System.nanoTime() - beganNs > atMostNs || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
        return true;
    }

    private boolean isCaughtUp() {
        return waitingFrames() <= 0;
    }

    /** How many frames and marks were let through and are not recognised yet. */
    long waitingFrames() {
        return queue.offered() - queue.dropped() - counts.accounted();
    }

    int number() {
        return number;
    }

    FrameQueue queue() {
        return queue;
    }

    LegCounts counts() {
        return counts;
    }

    double rank() {
        return suspicion.rank();
    }

    boolean isClosed() {
        return closed;
    }

    /** The reader of answers: gives the worker what the process says. */
    void tell(Revision revision) {
        counts.words.addAndGet(unsettled.apply(revision).size());
        if (!revisions.offer(revision)) {
            counts.unread.incrementAndGet();
        }
    }

    /** After the process's end: its unsettled words stay as they are, for nobody will settle them. */
    void settleAsIs() {
        List<TimedWord> words = unsettled.words();
        if (!words.isEmpty()) {
            counts.unconfirmed.addAndGet(words.size());
            tell(new Revision(words.get(0).atMs(), words, true));
        }
    }
}
