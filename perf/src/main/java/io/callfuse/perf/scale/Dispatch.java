package io.callfuse.perf.scale;

/** How a new call's engine is chosen among those that were ready when they were last asked. */
public enum Dispatch {
    /** By the call's id alone: no state, and anybody who knows the id knows the engine. */
    BY_ID,

    /** One after the other. */
    IN_TURN,

    /** The one that had the fewest calls, those counted in that were sent to it since. */
    FEWEST_CALLS
}
