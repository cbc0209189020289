package io.callfuse.engine.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/** What is measured in one step of calls through a real Asterisk, from its beginning to its end. Thread-safe. */
final class AsteriskWindow {
    private static final int DIGITS = 3;

    private final int calls;
    private final long fromNs;
    private final long toNs;
    private final Histogram jitter = new Histogram(DIGITS);
    private final Histogram arrivalToScore = new Histogram(DIGITS);
    private final Histogram decisionToAction = new Histogram(DIGITS);
    private long heardFrames;
    private long gapFrames;
    private long droppedFrames;

    /**
     * @param calls at once
     * @param fromNs when it begins, as {@link System#nanoTime} has it
     * @param toNs when it ends
     */
    AsteriskWindow(int calls, long fromNs, long toNs) {
        this.calls = calls;
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    /** Which of these windows this moment lies in; null for none. */
    static AsteriskWindow at(List<AsteriskWindow> windows, long ns) {
        for (AsteriskWindow window : windows) {
            if (ns - window.fromNs >= 0 && ns - window.toNs < 0) {
                return window;
            }
        }
        return null;
    }

    long fromNs() {
        return fromNs;
    }

    long toNs() {
        return toNs;
    }

    /** A second of a call was scored, so long after its last frame had come; these frames came for it. */
    synchronized void scored(long tookNs, long heard, long gaps, long dropped) {
        arrivalToScore.recordValue(Math.max(0, tookNs));
        heardFrames += heard;
        gapFrames += gaps;
        droppedFrames += dropped;
    }

    /** The jitter of a call is so much now. */
    synchronized void jitters(long ns) {
        jitter.recordValue(ns);
    }

    /** A caller was seen where he was to go, so long after the trip. */
    synchronized void moved(long ns) {
        decisionToAction.recordValue(Math.max(0, ns));
    }

    /**
     * What was measured.
     *
     * @param begun calls in this time
     * @param failed calls in this time
     */
    synchronized AsteriskStep figures(long begun, long failed, EngineUse engine, double asterisk, double sipp) {
        return new AsteriskStep(
                calls,
                (toNs - fromNs) / 1e9,
                begun,
                failed,
                heardFrames,
                gapFrames,
                droppedFrames,
                Percentiles.of(jitter),
                Percentiles.of(arrivalToScore),
                Percentiles.of(decisionToAction),
                decisionToAction.getTotalCount(),
                engine,
                asterisk,
                sipp);
    }
}
