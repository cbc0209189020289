package io.callfuse.engine.coverage;

import java.time.Instant;

/**
 * One row of Asterisk's call records.
 *
 * @param start when the call began
 * @param uniqueId of the caller's channel
 * @param linkedId of the call; empty where the file has none
 * @param channel the caller's channel
 * @param mark what the shipped dialplan left: the state that {@code watch} answered with, or {@code tap}; empty where the call
 *     was not watched
 */
record CdrRow(Instant start, String uniqueId, String linkedId, String channel, String mark) {}
