package io.callfuse.engine.archive;

/**
 * What became of the media frames of a call.
 *
 * @param audioFrames frames that carried audio
 * @param gapFrames frames in which nothing came
 * @param droppedFrames frames that a full queue dropped
 */
public record MediaCounters(long audioFrames, long gapFrames, long droppedFrames) {}
