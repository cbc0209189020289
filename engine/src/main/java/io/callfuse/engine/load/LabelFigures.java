package io.callfuse.engine.load;

/**
 * What came of the calls with one label that were sent to their end.
 *
 * @param label as it was given
 * @param calls with it
 * @param tripped in which of them the fuse tripped
 */
public record LabelFigures(String label, long calls, long tripped) {}
