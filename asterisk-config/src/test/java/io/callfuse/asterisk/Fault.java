package io.callfuse.asterisk;

/** What may be wrong with an engine, seen from the wire: what Asterisk meets when it is killed, stopped or out of reach. */
enum Fault {
    /** Nothing is wrong. */
    NONE,
    /** Nobody listens. */
    ABSENT,
    /** Stopped before the connection: the kernel accepts for a process that never looks. */
    STALLED_BEFORE_ACCEPT,
    /** Accepted, then stopped. */
    STALLED_AFTER_ACCEPT,
    /** Stopped after the first AGI command of a script had been answered. */
    STALLED_DURING_AGI,
    /** Stopped after a second of the caller's audio. */
    STALLED_DURING_AUDIO,
    /** Stopped when it is asked for the verdict. */
    STALLED_DURING_VERDICT,
    /** Killed half a second into an AGI script. */
    KILLED_DURING_AGI,
    /** Killed after a second of the caller's audio. */
    KILLED_DURING_AUDIO,
    /** Stopped for so long that the queue of connections is full: packets of new ones are swallowed. */
    BLACK_HOLE
}
