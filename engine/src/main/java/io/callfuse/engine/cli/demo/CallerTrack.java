package io.callfuse.engine.cli.demo;

import io.callfuse.engine.lab.CallerChannel;
import io.callfuse.engine.policy.Route;
import java.util.OptionalInt;

/** Where Asterisk said that a caller was, from look to look. One thread. */
final class CallerTrack {
    private static final String HANDOVER = "callfuse-handover";

    private final Route target;
    private String route = "";
    private OptionalInt movedAfterSeconds = OptionalInt.empty();
    private String place = "";

    /**
     * Begins a track.
     *
     * @param target where upset callers are moved
     */
    CallerTrack(Route target) {
        this.target = target;
    }

    /** Takes down where the caller is now. */
    void seen(CallerChannel caller) {
        if (caller.context().equals(target.context())) {
            route = caller.extension();
        } else if (!caller.context().equals(HANDOVER)) {
            route = "";
        } else if (route.isEmpty()) {
            // The routes are left at once for the place where callers are handed over: he was not seen on his way.
            route = target.extension();
        }
        place = route.isEmpty() ? caller.context().replaceFirst("^lab-", "") : route;
        if (route.equals(target.extension()) && movedAfterSeconds.isEmpty()) {
            movedAfterSeconds = OptionalInt.of(caller.ageSeconds());
        }
    }

    /** Where the caller was at last; empty if he was never seen. */
    String place() {
        return place;
    }

    /** How long the caller had been in Asterisk when he was first seen where upset callers go; empty if he never was. */
    OptionalInt movedAfterSeconds() {
        return movedAfterSeconds;
    }
}
