package io.callfuse.engine.scoring.lexical;

/**
 * What a caller probably means and does not say. Immutable.
 *
 * @param name such as {@code repetition}
 * @param probability that he means it, 0..1
 * @param atMs media time at which it was so probable
 */
public record HeardSubtext(String name, double probability, long atMs) {}
