package io.callfuse.engine.scoring.lexical;

/** What a line of a call's story is about. */
public enum Axis {
    /** What the call is about. */
    PROBLEM,
    /** How the caller feels. */
    EMOTION,
    /** What the caller needs. */
    NEED
}
