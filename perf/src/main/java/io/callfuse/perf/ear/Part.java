package io.callfuse.perf.ear;

/** What a recording, or a telephone line, may be used for. */
public enum Part {
    /** Constants may be fitted on it, and anybody may look at it. */
    TUNING,
    /** Judges what is delivered: no constant was chosen by it. */
    KEPT
}
