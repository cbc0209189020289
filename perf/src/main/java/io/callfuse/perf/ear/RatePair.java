package io.callfuse.perf.ear;

/**
 * A rate twice, syllables/s.
 *
 * @param marked by hand
 * @param heard by the ear
 */
record RatePair(double marked, double heard) {}
