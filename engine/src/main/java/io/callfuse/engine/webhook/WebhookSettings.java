package io.callfuse.engine.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * One receiver.
 *
 * @param name names its files and how the log calls it
 * @param url where it listens; in no log, for it may hold a secret
 * @param secret with which posts are signed
 * @param events types of the archive's lines that are told
 * @param directory in which is kept how far it is, and what it refused
 * @param timeout of one post
 * @param firstWait after a post that failed
 * @param longestWait between two attempts
 */
public record WebhookSettings(
        String name,
        URI url,
        String secret,
        Set<String> events,
        Path directory,
        Duration timeout,
        Duration firstWait,
        Duration longestWait) {
    /** How long one post may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** How long to wait after the first failure. */
    public static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** How long to wait after many. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "webhook " + name;
    }
}
