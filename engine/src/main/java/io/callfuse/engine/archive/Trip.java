package io.callfuse.engine.archive;

/**
 * One trip of the fuse.
 *
 * @param atMs media time
 * @param score the score that tripped it, 0-100
 */
public record Trip(long atMs, double score) {}
