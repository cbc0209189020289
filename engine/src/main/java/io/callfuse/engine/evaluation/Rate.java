package io.callfuse.engine.evaluation;

import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.Proportion;

/**
 * So many of so many calls.
 *
 * @param calls how many of how many
 * @param bySpeakers 95 % bounds of the share by drawing speakers again; {@link Bounds#NONE} where speakers are not named, or too
 *     few, or all calls alike
 */
public record Rate(Proportion calls, Bounds bySpeakers) {}
