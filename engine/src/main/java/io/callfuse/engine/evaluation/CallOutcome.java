package io.callfuse.engine.evaluation;

import java.util.Locale;
import java.util.OptionalLong;

/** What a trip, or its want, is worth in a labelled call. Only the first trip counts: it is the one that moves the caller. */
public enum CallOutcome {
    /** The caller is upset, and the fuse tripped at the onset or after it. */
    HIT(true),
    /** The fuse tripped before the onset: a false trip, though the caller was upset later. */
    EARLY(false),
    /** The caller is upset, and the fuse held. */
    MISS(false),
    /** Nobody is upset, and the fuse tripped. */
    FALSE_TRIP(false),
    /** Nobody is upset, and the fuse held. */
    QUIET(true);

    private final boolean right;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    CallOutcome(boolean right) {
        this.right = right;
    }

    /**
     * What a call is worth.
     *
     * @param tripMs media time of the first trip; empty where the fuse held
     */
    public static CallOutcome of(LabelledCall call, OptionalLong tripMs) {
        if (!call.label().upset()) {
            return tripMs.isPresent() ? FALSE_TRIP : QUIET;
        }
        if (tripMs.isEmpty()) {
            return MISS;
        }
        return tripMs.getAsLong() >= call.onsetMs().orElse(0) ? HIT : EARLY;
    }

    /** Whether the fuse did what the label asks for. */
    public boolean right() {
        return right;
    }

    /** As it stands in reports: {@code false-trip}. */
    public String text() {
        return text;
    }
}
