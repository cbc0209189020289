package io.callfuse.engine.load;

import java.util.List;

/**
 * What came of all calls through a real Asterisk.
 *
 * @param calls that reached it
 * @param failed calls that SIPp could not place, or that ended otherwise than a call does
 * @param judged calls that the engine watched and reported
 * @param tripped in which the fuse tripped
 * @param right decisions that are those of the offline analysis, whenever the tap begins
 * @param borderline calls in which that depends on when the tap begins
 * @param wrong decisions that are not those of the offline analysis
 * @param moved callers of whom Asterisk says that they wait where they were to go
 * @param misplaced callers who should have been moved and were not, or should not and were
 * @param tapBeginsMs how long after the caller's first word the tap begins, ms: half of all calls
 * @param trippedApartMs how far the trips are from those of the offline analysis, ms of media time: half of all, and the farthest
 * @param decisionToAction from the trip to Asterisk's word that the caller waits where he was to go
 * @param labels what came of the judged calls with a label
 * @param faults what was wrong, a line each; the first twenty
 */
public record AsteriskCallFigures(
        long calls,
        long failed,
        long judged,
        long tripped,
        long right,
        long borderline,
        long wrong,
        long moved,
        long misplaced,
        double tapBeginsMs,
        long[] trippedApartMs,
        Percentiles decisionToAction,
        List<LabelFigures> labels,
        List<String> faults) {
    /** Takes copies. */
    public AsteriskCallFigures {
        trippedApartMs = trippedApartMs.clone();
        labels = List.copyOf(labels);
        faults = List.copyOf(faults);
    }

    /** Whether every call was placed, watched, judged rightly, and its caller is where he belongs. */
    public boolean allRight() {
        return calls > 0 && failed == 0 && judged == calls && wrong == 0 && misplaced == 0 && faults.isEmpty();
    }
}
