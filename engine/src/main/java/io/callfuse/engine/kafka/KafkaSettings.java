package io.callfuse.engine.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Where events go.
 *
 * @param servers of the brokers that are asked first, {@code HOST:PORT} separated by commas
 * @param topic into which events are written
 * @param events types of the archive's lines that are told
 * @param client what Kafka's client is told beside, such as TLS and who logs in; in no log, for it may hold a password
 * @param directory in which is kept how far the topic is, and what it refused
 * @param metadataWithin how long the brokers may take to tell where the topic is
 * @param writtenWithin how long they may take to have an event on all replicas, over all attempts of the client
 * @param firstWait after an attempt that failed
 * @param longestWait between two attempts
 */
public record KafkaSettings(
        String servers,
        String topic,
        Set<String> events,
        Map<String, String> client,
        Path directory,
        Duration metadataWithin,
        Duration writtenWithin,
        Duration firstWait,
        Duration longestWait) {
    /** How long the brokers may take to tell where a topic is. */
    public static final Duration METADATA_WITHIN = Duration.ofSeconds(10);

    /** How long they may take to have an event. */
    public static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

    /** How long to wait after the first failure. */
    public static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** How long to wait after many. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Leaves out what may be secret. */
    @Override
    public String toString() {
        return "kafka " + topic + " at " + servers;
    }
}
