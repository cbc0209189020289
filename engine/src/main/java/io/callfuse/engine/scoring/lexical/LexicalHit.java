package io.callfuse.engine.scoring.lexical;

/**
 * Words that carried a label. Immutable.
 *
 * @param label its name, such as {@code anger}
 * @param what the words as they were recognised
 * @param weight how much they mean it, 0..1, after what stands around them
 * @param confidence that these were the words, 0..1
 * @param atMs media time at which they begin
 */
public record LexicalHit(String label, String what, double weight, double confidence, long atMs) {}
