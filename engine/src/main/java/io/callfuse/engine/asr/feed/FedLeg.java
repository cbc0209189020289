package io.callfuse.engine.asr.feed;

import io.callfuse.engine.asr.protocol.FeedWriter;
import io.callfuse.engine.call.MediaFrame;
import java.io.IOException;

/** A leg as the thread sees it that feeds the process. */
final class FedLeg {
    private static final long IDLE_AFTER_NS = 3_000_000_000L;
    private static final double IDLE_MALUS = 1000;

    private final LegRecognition leg;
    private boolean admitted;
    private boolean pieceOpen;
    private long sent;
    private long lastSentNs;

    FedLeg(LegRecognition leg) {
        this.leg = leg;
    }

    /** What a round may send, and to whom. */
    interface Process {
        FeedWriter feed();

        /** Whether it takes more before it is done with what it has. */
        boolean hasRoom();

        void sent();
    }

    LegRecognition leg() {
        return leg;
    }

    /** Whether it has a recogniser. */
    boolean isAdmitted() {
        return admitted;
    }

    void admit() {
        admitted = true;
    }

    /** Whether there is something to send. */
    boolean isWaiting() {
        return leg.queue().size() > 0;
    }

    /** How much it needs its recogniser; one that has not spoken of late needs it least. */
    double rank(long nowNs) {
        boolean idle = !isWaiting() && nowNs - lastSentNs > IDLE_AFTER_NS;
        return leg.rank() - (idle ? IDLE_MALUS : 0);
    }

    /** Sends at most so many frames, and returns how many there were. */
    int send(Process to, int limit, long nowNs) throws IOException {
        int moved = 0;
        MediaFrame frame;
        while (moved < limit && to.hasRoom() && (frame = leg.queue().poll()) != null) {
            try {
                send(frame, to, nowNs);
            } finally {
                leg.queue().release(frame);
            }
            moved++;
        }
        return moved;
    }

    private void send(MediaFrame frame, Process to, long nowNs) throws IOException {
        if (!admitted) {
            skip(frame);
            return;
        }
        boolean audio = frame.kind() == MediaFrame.Kind.AUDIO;
        if (!audio && !pieceOpen) {
            skip(frame);
            return;
        }
        // Counted first: what the writing of fails was taken out of the queue all the same.
        sent++;
        to.sent();
        pieceOpen = audio;
        lastSentNs = nowNs;
        if (audio) {
            to.feed().audio(leg.number(), frame.index(), frame.arrivalNs(), frame.samples());
        } else {
            to.feed().pause(leg.number(), frame.arrivalNs());
        }
    }

    private void skip(MediaFrame frame) {
        if (frame.kind() == MediaFrame.Kind.AUDIO) {
            leg.counts().shed.incrementAndGet();
        } else {
            leg.counts().skipped.incrementAndGet();
        }
    }

    /** Throws away what waits: there is nobody to send it to, and the leg is over. */
    void discard() {
        MediaFrame frame;
        while ((frame = leg.queue().poll()) != null) {
            skip(frame);
            leg.queue().release(frame);
        }
    }

    /** Takes its recogniser away. */
    void evict(Process from) throws IOException {
        admitted = false;
        pieceOpen = false;
        from.feed().close(leg.number());
    }

    /** The process has ended: what it was not done with is lost. */
    void forget() {
        admitted = false;
        pieceOpen = false;
        LegCounts counts = leg.counts();
        long lost = sent - counts.done.get() - counts.lost.get();
        if (lost > 0) {
            counts.lost.addAndGet(lost);
        }
        leg.settleAsIs();
    }
}
