package io.callfuse.engine.load;

import java.util.List;

/**
 * What came of all calls of a run.
 *
 * @param calls that were made
 * @param wrong of which frames, scores or decisions are not as they must be, or that broke off
 * @param tripped in which the fuse tripped
 * @param framesSent in all of them
 * @param framesAnalysed of these
 * @param labels what came of those with a label
 * @param faults what was wrong, a line each; the first twenty
 */
public record CallFigures(
        long calls,
        long wrong,
        long tripped,
        long framesSent,
        long framesAnalysed,
        List<LabelFigures> labels,
        List<String> faults) {
    /** Takes copies. */
    public CallFigures {
        labels = List.copyOf(labels);
        faults = List.copyOf(faults);
    }
}
