package io.callfuse.perf.calls;

/**
 * A clip in its place in a call.
 *
 * @param clip what is said
 * @param fromMs when it begins, ms of the call
 * @param toMs when it ends
 */
record Turn(LabelledClip clip, int fromMs, int toMs) {}
