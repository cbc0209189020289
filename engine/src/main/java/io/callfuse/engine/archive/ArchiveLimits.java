package io.callfuse.engine.archive;

import java.time.Duration;

/**
 * How much the archive holds in memory while it cannot write.
 *
 * @param waitingLines lines on their way to the archive's thread
 * @param waitingBytes bytes that wait while writing fails; over it the oldest lines are given up. Should the thread itself
 *     hang in the file system, new lines are refused at twice this number, so that memory is bounded in any case.
 * @param retryAfter how long to wait after a failed attempt
 * @param closeWithin how long {@code close} tries to write what waits
 */
public record ArchiveLimits(int waitingLines, long waitingBytes, Duration retryAfter, Duration closeWithin) {
    /** 4096 lines, 64 MiB, 1 s, 5 s. */
    public static final ArchiveLimits DEFAULTS =
            new ArchiveLimits(4096, 64L << 20, Duration.ofSeconds(1), Duration.ofSeconds(5));

    /** Rejects what holds nothing. */
    public ArchiveLimits {
        if (waitingLines < 1 || waitingBytes < 1) {
            throw new IllegalArgumentException(
                    "room for " + waitingLines + " lines and " + waitingBytes + " bytes is no room");
        }
    }
}
