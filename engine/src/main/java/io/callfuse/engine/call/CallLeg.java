package io.callfuse.engine.call;

/** Which side of a call a stream carries. Only the caller is analysed unless the operator says otherwise. */
public enum CallLeg {
    /** The person who called. */
    CALLER,
    /** The person who answers for the operator. */
    AGENT
}
