package io.callfuse.engine.cli.demo;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.MediaCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A recording that a caller spoke into a real Asterisk.
 *
 * @param played what the engine made of it
 * @param place where in the dialplan Asterisk saw the caller at last, such as {@code queue}
 * @param movedAfterSeconds how long he had been in Asterisk when he was first seen where upset callers go; empty if he never was
 */
public record StagedCall(PlayedCall played, String place, OptionalInt movedAfterSeconds) {
    /** A live call begins under watch a little after it begins, and networks lose packets. */
    private static final double HEARD_AT_LEAST = 0.95;

    /** Says where the caller ended, such as {@code soothing after 28 s}. */
    public String whereabouts() {
        return movedAfterSeconds.isPresent() ? place + " after " + movedAfterSeconds.getAsInt() + " s" : place;
    }

    /** What did not go as it must, a line each: the call was not heard, or where the caller ended is not what was decided. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        CallReport report = played.analysed().report();
        MediaCounters counters = played.analysed().counters();
        if (counters.audioFrames() < HEARD_AT_LEAST * played.framesSent() || counters.droppedFrames() > 0) {
            faults.add(String.format(
                    Locale.ROOT, "%s: %d frames were spoken, %s", played.file(), played.framesSent(), counters));
        }
        if (report.outcome().decision().isEmpty()) {
            faults.add(played.file() + ": nothing was decided");
        }
        boolean tripped = !report.outcome().trips().isEmpty();
        if (tripped != movedAfterSeconds.isPresent()) {
            faults.add(played.file()
                    + (tripped ? ": the fuse tripped and the caller was not moved" : ": moved without a trip")
                    + "; Asterisk saw him last in " + place);
        }
        return faults;
    }
}
