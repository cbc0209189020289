package io.callfuse.engine.archive;

/**
 * How much of a call was heard.
 *
 * @param seconds length of the call under watch
 * @param speechSeconds caller speech in it
 * @param baselineSyllablesPerSecond the caller's own speech rate in his first seconds, 0 where not known
 */
public record Heard(double seconds, double speechSeconds, double baselineSyllablesPerSecond) {}
