package io.callfuse.engine;

import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.policy.routing.QueueStatus;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Asterisk now and then how busy the queues are by which policies choose, and tells every call of it where that has changed:
 * an input like any other. A caller whom the engine itself sends to a queue is counted at once, so that many who trip in one
 * moment do not all go to the same free agent. On a thread of its own; what it knows, any thread may read.
 */
final class QueueBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueBoard.class);

    private final CallBook book;
    private final Supplier<Set<String>> queues;
    private final CallControl control;
    private final ScheduledExecutorService timer;
    private volatile QueueStatuses now = QueueStatuses.UNKNOWN;

    /**
     * Prepares it.
     *
     * @param book whose calls are told
     * @param queues those that policies in force ask for, besides those of calls that were begun by an earlier one
     */
    QueueBoard(CallBook book, Supplier<Set<String>> queues, CallControl control) {
        this.book = book;
        this.queues = queues;
        this.control = control;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "queue-board-0");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks from now on. */
    void start(Duration every) {
        timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    // A fault in one look must not be the last look.
    private void look() {
        try {
            ask();
        } catch (RuntimeException | Error fault) {
            LOG.error("it could not be asked how busy the queues are", fault);
        }
    }

    /** Asks once. */
    void ask() {
        Set<String> asked = new TreeSet<>(queues.get());
        for (WatchedCall call : book.all()) {
            asked.addAll(call.live().policy().queues());
        }
        if (asked.isEmpty()) {
            tell(QueueStatuses.UNKNOWN);
        } else {
            control.queues(asked).thenAccept(heard -> later(() -> tell(heard)));
        }
    }

    private void later(Runnable errand) {
        try {
            timer.execute(errand);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the engine is being stopped: no call is told of queues any more");
        }
    }

    private void tell(QueueStatuses heard) {
        if (!heard.equals(now)) {
            now = heard;
        }
        // Those, too, that came under watch since and were told nothing yet.
        book.all().forEach(call -> call.know(now));
    }

    /** Any thread: a caller is sent to a queue. Does nothing where it is not known. */
    void sent(String queue) {
        if (now.find(queue).isPresent()) {
            later(() -> count(queue));
        }
    }

    private void count(String queue) {
        now.find(queue).ifPresent(status -> {
            Map<String, QueueStatus> changed = new TreeMap<>(now.byName());
            changed.put(queue, status.withOneMore());
            tell(new QueueStatuses(changed));
        });
    }

    /** How busy the queues were when Asterisk was asked last. */
    QueueStatuses now() {
        return now;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
