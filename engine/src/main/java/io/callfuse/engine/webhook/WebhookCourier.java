package io.callfuse.engine.webhook;

import io.callfuse.engine.action.Backoff;
import io.callfuse.engine.archive.CommittedLines;
import io.callfuse.engine.courier.Event;
import io.callfuse.engine.courier.EventQueue;
import io.callfuse.engine.courier.Outage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the archive's lines to one receiver, one after the other. The archive's files are the queue, so nothing is lost while the
 * receiver or the engine is away: a line is passed only once the receiver has it, or has refused it for good, and that is on the disk.
 * Where the engine is killed in between, the receiver is told that one line twice.
 *
 * <p>One thread calls {@link #doWork}; the counts may be read by any.
 */
final class WebhookCourier {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookCourier.class);

    private final WebhookSettings settings;
    private final EventQueue queue;
    private final Receiver receiver;
    private final Outage outage;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean off;

    WebhookCourier(WebhookSettings settings, CommittedLines committed, LongSupplier nanoTime, RandomGenerator chance) {
        this.settings = settings;
        queue = new EventQueue(settings.name(), settings.events(), settings.directory(), committed);
        receiver = new Receiver(settings, Clock.systemUTC());
        Backoff backoff = new Backoff(settings.firstWait(), settings.longestWait(), chance);
        outage = new Outage(settings.toString(), backoff, nanoTime);
    }

    /** Notes, where it is new, that it begins with what is written from now on; later if the disk does not take it now. */
    void begin() {
        try {
            queue.begin();
        } catch (IOException failed) {
            outage.failed(String.valueOf(failed.getMessage()), Duration.ZERO);
        }
    }

    /** Does one round; returns how many lines are behind it, 0 where none wait or the receiver is not to be tried yet. */
    int doWork() throws InterruptedException {
        if (off || outage.isWaiting()) {
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
        int told = 0;
        for (Event event : queue.events()) {
            if (!bring(event)) {
                return told;
            }
            queue.passed(1);
            told++;
        }
        return read;
    }

    /** Whether the receiver has it, or will never. */
    private boolean bring(Event event) throws IOException, InterruptedException {
        Reply reply = receiver.send(event);
        if (reply instanceof Reply.Later later) {
            outage.failed(later.why(), later.after().orElse(Duration.ZERO));
            return false;
        }
        if (reply instanceof Reply.Gone) {
            off = true;
            LOG.warn("{}: says that it is gone (410); nothing more is posted until the engine starts anew", settings);
            return false;
        }
        outage.over();
        if (reply instanceof Reply.Refused no) {
            park(event, no.why());
        } else {
            delivered.incrementAndGet();
        }
        return true;
    }

    private void park(Event event, String why) throws IOException {
        Path file = queue.park(event);
        if (refused.getAndIncrement() == 0) {
            LOG.warn("{}: refused {} ({}); it is kept in {}, more are only counted", settings, event.id(), why, file);
        }
    }

    /** Lines the receiver has taken. */
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

    /** Whether the receiver has said that it is gone. */
    boolean isOff() {
        return off;
    }
}
