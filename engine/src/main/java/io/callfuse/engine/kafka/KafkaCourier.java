package io.callfuse.engine.kafka;

import io.callfuse.engine.action.Backoff;
import io.callfuse.engine.archive.CommittedLines;
import io.callfuse.engine.courier.Event;
import io.callfuse.engine.courier.EventQueue;
import io.callfuse.engine.courier.Outage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the archive's lines into a topic. The archive's files are the queue, so nothing is lost while the brokers or the engine are
 * away: a line is passed only once the topic has it, or has refused it for good, and that is on the disk. What was under way when an
 * attempt failed, or the engine was killed, is written again under the same id.
 *
 * <p>Under way at a time is one event of each call, so that a call's events come in their order whatever fails.
 *
 * <p>One thread calls {@link #doWork} and {@link #close}; the counts may be read by any.
 */
final class KafkaCourier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaCourier.class);

    private final KafkaSettings settings;
    private final EventQueue queue;
    private final TopicWriter writer;
    private final Outage outage;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private int singly;

    KafkaCourier(KafkaSettings settings, CommittedLines committed, LongSupplier nanoTime, RandomGenerator chance) {
        this.settings = settings;
        queue = new EventQueue(settings.topic(), settings.events(), settings.directory(), committed);
        writer = new TopicWriter(settings);
        Backoff backoff = new Backoff(settings.firstWait(), settings.longestWait(), chance);
        outage = new Outage(settings.toString(), backoff, nanoTime);
    }

    /** Notes, where the topic is new, that it begins with what is written from now on; later if the disk does not take it now. */
    void begin() {
        try {
            queue.begin();
        } catch (IOException failed) {
            outage.failed(String.valueOf(failed.getMessage()), Duration.ZERO);
        }
    }

    /** Does one round; returns how many lines are behind it, 0 where none wait or the brokers are not to be tried yet. */
    int doWork() throws InterruptedException {
        if (outage.isWaiting()) {
            waitingBytes.set(queue.waitingBytes());
            return 0;
        }
        try {
            return round();
        } catch (ClosedByInterruptException asked) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("asked to stop").initCause(asked);
        } catch (IOException failed) {
            queue.readAnew();
            outage.failed(String.valueOf(failed.getMessage()), Duration.ZERO);
            return 0;
        } finally {
            waitingBytes.set(queue.waitingBytes());
        }
    }

    private int round() throws IOException, InterruptedException {
        int read = queue.read();
        waitingBytes.set(queue.waitingBytes());
        int told = 0;
        List<Event> events = queue.events();
        while (told < events.size()) {
            List<Event> next = oneOfEachCall(events.subList(told, events.size()));
            int passed = bring(next);
            told += passed;
            if (passed < next.size()) {
                return told;
            }
        }
        return read;
    }

    /** The events up to the second of some call; one where one of several was at fault. */
    private List<Event> oneOfEachCall(List<Event> events) {
        Set<String> calls = new HashSet<>();
        int most = singly > 0 ? 1 : events.size();
        int count = 0;
        while (count < most && calls.add(events.get(count).callId())) {
            count++;
        }
        return events.subList(0, count);
    }

    /** Returns how many of them, from the first, the topic has or will never have. */
    private int bring(List<Event> events) throws IOException, InterruptedException {
        List<Reception> receptions = writer.write(events);
        int passed = 0;
        for (Reception reception : receptions) {
            if (reception instanceof Reception.Unknown unknown) {
                writer.close();
                outage.failed(unknown.why(), Duration.ZERO);
                // The topic may have refused one of them for good, and the others for its sake: find it.
                singly = Math.max(singly, events.size()) - passed;
                break;
            }
            if (reception instanceof Reception.Refused no) {
                park(events.get(passed), no.why());
            } else {
                delivered.incrementAndGet();
            }
            passed++;
        }
        if (passed > 0) {
            queue.passed(passed);
        }
        if (passed == events.size()) {
            outage.over();
            singly = Math.max(0, singly - passed);
        }
        return passed;
    }

    private void park(Event event, String why) throws IOException {
        Path file = queue.park(event);
        if (refused.getAndIncrement() == 0) {
            LOG.warn("{}: refused {} ({}); it is kept in {}, more are only counted", settings, event.id(), why, file);
        }
    }

    /** Lines the topic has. */
    long delivered() {
        return delivered.get();
    }

    /** Lines it has refused for good. */
    long refused() {
        return refused.get();
    }

    /** Attempts that failed. */
    long failures() {
        return outage.failures();
    }

    /** Bytes in the archive's files that are not behind it. */
    long waitingBytes() {
        return waitingBytes.get();
    }

    @Override
    public void close() {
        writer.close();
    }
}
