package io.callfuse.engine.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What is measured in one step, from its beginning to its end. A score belongs to the step in which the frame that completes its second
 * was to be sent. Thread-safe.
 */
final class StepWindow {
    private static final int DIGITS = 3;
    private static final long LATE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int calls;
    private final long fromNs;
    private final long toNs;
    private final Histogram frameToScore = new Histogram(DIGITS);
    private final Histogram lateness = new Histogram(DIGITS);
    private long framesSent;
    private long framesLate;
    private long scoresDue;
    private long scores;
    private long differentScores;
    private long droppedFrames;
    private long gapFrames;

    /**
     * @param calls at once
     * @param fromNs when it begins, as {@link System#nanoTime} has it
     * @param toNs when it ends
     */
    StepWindow(int calls, long fromNs, long toNs) {
        this.calls = calls;
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    /** Which of these windows this moment lies in; null for none. */
    static StepWindow at(List<StepWindow> windows, long ns) {
        for (int i = windows.size() - 1; i >= 0; i--) {
            StepWindow window = windows.get(i);
            if (ns - window.fromNs >= 0) {
                return ns - window.toNs < 0 ? window : null;
            }
        }
        return null;
    }

    int calls() {
        return calls;
    }

    long fromNs() {
        return fromNs;
    }

    long toNs() {
        return toNs;
    }

    /** A frame was sent, so late. */
    synchronized void sent(long latenessNs) {
        framesSent++;
        lateness.recordValue(Math.max(0, latenessNs));
        if (latenessNs > LATE_NS) {
            framesLate++;
        }
    }

    /** A frame was sent that completes a second, so that a score has to come. */
    synchronized void scoreIsDue() {
        scoresDue++;
    }

    /** Nobody will tell of one of these scores. */
    synchronized void scoreIsNotDue() {
        scoresDue--;
    }

    /** Whether a score is due that has not come. */
    synchronized boolean isScoreOutstanding() {
        return scores < scoresDue;
    }

    /** A score came, so long after the frame that completes its second was to be sent. */
    synchronized void scored(long ns, boolean different) {
        scores++;
        frameToScore.recordValue(Math.max(0, ns));
        if (different) {
            differentScores++;
        }
    }

    /** Frames were dropped, or came too late for the engine's clock. */
    synchronized void lost(long dropped, long gaps) {
        droppedFrames += dropped;
        gapFrames += gaps;
    }

    /** What was measured, with what others know of the engine. */
    synchronized StepFigures figures(EngineUse use) {
        return new StepFigures(
                calls,
                (toNs - fromNs) / 1e9,
                framesSent,
                framesLate,
                droppedFrames,
                gapFrames,
                scores,
                Math.max(0, scoresDue - scores),
                differentScores,
                Percentiles.of(frameToScore),
                Percentiles.of(lateness),
                use);
    }
}
