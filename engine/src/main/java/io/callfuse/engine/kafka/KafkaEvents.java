package io.callfuse.engine.kafka;

import io.callfuse.engine.archive.CommittedLines;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a topic of Kafka what happens, where one is named, on a thread of its own, {@code kafka}. Nobody waits for it. */
public final class KafkaEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEvents.class);
    private static final long IDLE_PARK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long JOIN_MS = TimeUnit.SECONDS.toMillis(5);

    private final Optional<KafkaCourier> courier;
    private final Thread thread = new Thread(this::run, "kafka");
    private volatile boolean closing;

    /** Prepares to tell what is written from now on, or what was not told yet; without settings nothing is told. */
    public KafkaEvents(Optional<KafkaSettings> settings, CommittedLines committed) {
        courier = settings.map(to -> new KafkaCourier(to, committed, System::nanoTime, RandomGenerator.getDefault()));
        courier.ifPresent(KafkaCourier::begin);
        thread.setDaemon(true);
    }

    /** Begins; returns at once. */
    public void start() {
        if (courier.isPresent()) {
            thread.start();
        }
    }

    private void run() {
        try (KafkaCourier working = courier.orElseThrow()) {
            while (!closing) {
                if (working.doWork() == 0) {
                    LockSupport.parkNanos(IDLE_PARK_NS);
                }
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.error("kafka: stopped by a fault; its events wait for the next start", fault);
        }
    }

    /** What is counted, by name; {@code waiting_bytes} goes up and down. */
    public Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>();
        counters.put("delivered", count(KafkaCourier::delivered));
        counters.put("refused", count(KafkaCourier::refused));
        counters.put("failures", count(KafkaCourier::failures));
        counters.put("waiting_bytes", count(KafkaCourier::waitingBytes));
        return counters;
    }

    private long count(ToLongFunction<KafkaCourier> count) {
        return courier.map(count::applyAsLong).orElse(0L);
    }

    /** Stops in the middle of whatever it is doing; what was not told is told after the next start. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
