package io.callfuse.engine.evaluation;

import io.callfuse.models.evaluation.Bounds;

/**
 * How well the highest score of a call tells upset callers from others, whatever the threshold: area under the ROC curve.
 *
 * @param value probability that an upset call's highest score is over another's, ties counting half; {@code NaN} without both
 * @param bounds 95 %, by drawing speakers again, or calls where speakers are not named
 * @param upset calls with an upset caller
 * @param others calls they are compared with
 */
public record Area(double value, Bounds bounds, long upset, long others) {}
