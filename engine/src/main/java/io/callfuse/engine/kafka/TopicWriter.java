package io.callfuse.engine.kafka;

import io.callfuse.engine.courier.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's producer, and the only class that knows Kafka: the key is the call's id, so that a call stays in one partition, the header
 * {@code id} the event's idempotency id, the header {@code type} its type. One thread.
 */
final class TopicWriter implements AutoCloseable {
    private static final int REQUEST_MS = 10_000;

    private final KafkaSettings settings;
    private Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();

    TopicWriter(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes events, and waits until it is known of each what became of it. No two may be of one call, or a later one might be
     * written and an earlier one not.
     *
     * @return as many as there are events; behind the first that could not even be sent, none was
     */
    List<Reception> write(List<Event> events) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Reception last = new Reception.Written();
        try {
            for (int i = 0; i < events.size() && !(last instanceof Reception.Unknown); i++) {
                Future<RecordMetadata> one = producer().send(record(events.get(i)));
                sent.add(one);
                // Where nobody tells where the topic is, each one would wait for that anew.
                last = one.isDone() ? await(one) : last;
            }
        } catch (InterruptException asked) {
            throw interrupted(asked);
        } catch (KafkaException failed) {
            last = new Reception.Unknown(reason(failed));
        }
        List<Reception> receptions = new ArrayList<>();
        for (Future<RecordMetadata> one : sent) {
            receptions.add(await(one));
        }
        receptions.addAll(Collections.nCopies(events.size() - sent.size(), last));
        return receptions;
    }

    private static Reception await(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
            return new Reception.Written();
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause();
            return isAboutTheEvent(why) ? new Reception.Refused(reason(why)) : new Reception.Unknown(reason(why));
        }
    }

    private static boolean isAboutTheEvent(Throwable why) {
        return why instanceof RecordTooLargeException
                || why instanceof RecordBatchTooLargeException
                || why instanceof InvalidRecordException
                || why instanceof InvalidTimestampException
                || why instanceof SerializationException;
    }

    private ProducerRecord<byte[], byte[]> record(Event event) {
        String key = event.callId().isEmpty() ? event.id() : event.callId();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(settings.topic(), utf8(key), event.body());
        record.headers().add("id", utf8(event.id())).add("type", utf8(event.type()));
        return record;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer.isEmpty()) {
            producer = Optional.of(new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer()));
        }
        return producer.get();
    }

    private Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>();
        client.put(ProducerConfig.CLIENT_ID_CONFIG, "callfuse");
        client.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        client.putAll(settings.client());
        client.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        client.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.metadataWithin().toMillis());
        int writtenMs = (int) settings.writtenWithin().toMillis();
        client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, writtenMs);
        client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(REQUEST_MS, writtenMs));
        // Neither JMX nor the brokers' own telemetry: the engine counts itself.
        client.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        client.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return client;
    }

    /** What failed and what is at the bottom of it, in one line; nothing of what logs the client in. */
    private static String reason(Throwable failed) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? "" : cause.getMessage();
            if (message.contains("JAAS") || message.contains("ogin module")) {
                return "sasl.jaas.config is not as Kafka wants it";
            }
            message.lines().findFirst().map(line -> line.replaceAll("\\.$", "")).ifPresent(messages::add);
        }
        return messages.isEmpty() ? failed.getClass().getSimpleName() : String.join(": ", messages);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InterruptedException interrupted(InterruptException asked) {
        Thread.interrupted();
        InterruptedException plain = new InterruptedException(asked.getMessage());
        plain.initCause(asked);
        return plain;
    }

    /** Gives up whatever is under way; the next event is written by a new producer. */
    @Override
    public void close() {
        boolean asked = Thread.interrupted();
        try {
            producer.ifPresent(one -> one.close(Duration.ZERO));
        } catch (InterruptException again) {
            asked = true;
        } finally {
            producer = Optional.empty();
            if (asked) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
