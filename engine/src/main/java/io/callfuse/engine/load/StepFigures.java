package io.callfuse.engine.load;

/**
 * What came of one step.
 *
 * @param calls at once
 * @param seconds how long it was measured
 * @param framesSent in this time
 * @param framesLate sent by more than 20 ms too late, by the sender's own fault
 * @param droppedFrames that a full queue of the engine dropped
 * @param gapFrames that the engine put in for frames that did not come in time
 * @param scores that came
 * @param missingScores that should have come and did not
 * @param differentScores that are not, to the bit, those of the offline analysis
 * @param frameToScore from when the frame that completes a second was to be sent to the score of that second
 * @param lateness of the sender
 * @param use of the engine's process
 */
public record StepFigures(
        int calls,
        double seconds,
        long framesSent,
        long framesLate,
        long droppedFrames,
        long gapFrames,
        long scores,
        long missingScores,
        long differentScores,
        Percentiles frameToScore,
        Percentiles lateness,
        EngineUse use) {
    /** CPU of a call, in hundredths of a core. */
    public double cpuPerCallPercent() {
        return calls == 0 ? 0 : 100 * use.cores() / calls;
    }

    /** Whether nothing was lost and every score was right. */
    public boolean nothingLost() {
        return droppedFrames == 0 && gapFrames == 0 && missingScores == 0 && differentScores == 0;
    }

    /** Whether nothing was lost, and 99 of 100 scores came within this time. */
    public boolean holds(double limitMs) {
        return nothingLost() && scores > 0 && frameToScore.p99Ms() <= limitMs;
    }
}
