package io.callfuse.engine.load;

/**
 * What came of one step of calls through a real Asterisk.
 *
 * @param calls at once
 * @param seconds how long it was measured
 * @param begun calls that SIPp began in this time
 * @param failed calls that ended otherwise than a call does
 * @param heardFrames frames of audio that came through the taps
 * @param gapFrames that the engine put in for frames that did not come in time
 * @param droppedFrames that a full queue of the engine dropped
 * @param jitter of the frames that complete a second, between two of them: RFC 3550, 6.4.1
 * @param arrivalToScore from the arrival of such a frame to the score
 * @param decisionToAction from the trip to Asterisk's word that the caller waits where he was to go
 * @param moved callers of whom that is known
 * @param engine what the engine's process used
 * @param asteriskCores what Asterisk used, in cores
 * @param sippCores what the callers used, in cores
 */
public record AsteriskStep(
        int calls,
        double seconds,
        long begun,
        long failed,
        long heardFrames,
        long gapFrames,
        long droppedFrames,
        Percentiles jitter,
        Percentiles arrivalToScore,
        Percentiles decisionToAction,
        long moved,
        EngineUse engine,
        double asteriskCores,
        double sippCores) {
    /** On a machine that is kept busy a frame in a thousand may come too late through Asterisk; that is no word lost. */
    private static final double GAPS_ALLOWED = 0.001;

    /** Of what should have come through the taps, the share that did, 0-1. */
    public double heardShare() {
        long all = heardFrames + gapFrames + droppedFrames;
        return all == 0 ? 0 : (double) heardFrames / all;
    }

    /** CPU of a call, in hundredths of a core: the engine's. */
    public double enginePercent() {
        return 100 * engine.cores() / calls;
    }

    /** CPU of a call, in hundredths of a core: Asterisk's, its taps included. */
    public double asteriskPercent() {
        return 100 * asteriskCores / calls;
    }

    /** Whether no call failed, the taps lost no more than a frame in a thousand, and 99 of 100 scores came within this time. */
    public boolean holds(double limitMs) {
        return failed == 0 && heardFrames > 0 && heardShare() >= 1 - GAPS_ALLOWED && arrivalToScore.p99Ms() <= limitMs;
    }
}
