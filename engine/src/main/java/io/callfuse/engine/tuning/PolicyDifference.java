package io.callfuse.engine.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Where two policies differ, call by call. One thread. */
public final class PolicyDifference {
    private final List<Change> changes = new ArrayList<>();
    private long same;

    /** What became of a trip. */
    public enum Kind {
        /** Only the second trips. */
        GAINED,
        /** Only the first trips. */
        LOST,
        /** The second trips earlier. */
        EARLIER,
        /** The second trips later. */
        LATER
    }

    /**
     * A call that the two decide in another way.
     *
     * @param beforeMs media time of the first's trip; empty where it does not trip
     * @param afterMs media time of the second's
     */
    public record Change(CallTraits call, Kind kind, OptionalLong beforeMs, OptionalLong afterMs) {}

    /** Adds a call. */
    public void add(CallTraits call, TriedCall before, TriedCall after) {
        OptionalLong first = before.firstTripMs();
        OptionalLong second = after.firstTripMs();
        if (first.equals(second)) {
            same++;
        } else if (first.isEmpty()) {
            changes.add(new Change(call, Kind.GAINED, first, second));
        } else if (second.isEmpty()) {
            changes.add(new Change(call, Kind.LOST, first, second));
        } else {
            Kind kind = second.getAsLong() < first.getAsLong() ? Kind.EARLIER : Kind.LATER;
            changes.add(new Change(call, kind, first, second));
        }
    }

    /** The calls whose first trip is another, in the order in which they were added. */
    public List<Change> changes() {
        return changes;
    }

    /** How many there are of a kind. */
    public long count(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    /** How many calls trip at the same second, or not at all, by both. */
    public long same() {
        return same;
    }
}
