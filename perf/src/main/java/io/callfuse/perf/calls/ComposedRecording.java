package io.callfuse.perf.calls;

import java.util.List;

/**
 * What is known of a call that was composed and written.
 *
 * @param order by which it was made
 * @param mix version of the mix
 * @param caller the first clip of the speaker, which says who he is
 * @param line it went through
 * @param turns the clips in their places; at least one
 * @param onsetMs where the last mood begins
 * @param lengthMs of the call
 * @param spoken2sMs by when the caller has spoken for 2 s; -1 where he never has
 * @param gapShare of the other party, 0..1
 * @param evened whether the clips were brought to about the same level
 */
record ComposedRecording(
        CallPlan.Order order,
        String mix,
        LabelledClip caller,
        CallLine line,
        List<Turn> turns,
        int onsetMs,
        int lengthMs,
        int spoken2sMs,
        double gapShare,
        boolean evened) {}
