package io.callfuse.engine;

import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreException;
import io.callfuse.engine.policy.routing.CallHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up which calls a caller made before, as soon as a call's caller is known, and tells the call: an input like any other. Where
 * the database cannot be asked, nothing is known, and the call goes on. On a thread of its own; may be asked by any.
 */
final class CallerHistory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallerHistory.class);
    private static final int QUESTIONS = 1000;
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);

    private final DatabaseAddress address;
    private final Duration back;
    private final Clock clock;
    private final ThreadPoolExecutor thread;
    private Optional<CallStore> store = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private boolean away;

    /**
     * Prepares it; nothing is opened before the first question.
     *
     * @param back how far it looks back
     */
    CallerHistory(DatabaseAddress address, Duration back, Clock clock) {
        this.address = address;
        this.back = back;
        this.clock = clock;
        thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUESTIONS),
                task -> {
                    Thread made = new Thread(task, "caller-history-0");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.AbortPolicy());
    }

    /** Looks up the caller of a call. */
    void look(LiveCall call, String pseudonym) {
        Instant now = clock.instant();
        try {
            thread.execute(() -> answer(call, pseudonym, now));
        } catch (RejectedExecutionException full) {
            LOG.warn("call {}: goes without the caller's earlier calls, for too many are looked up", call.id());
        }
    }

    // Whatever goes wrong here, the call goes on without.
    private void answer(LiveCall call, String pseudonym, Instant now) {
        try {
            if (clock.instant().isBefore(notBefore)) {
                return;
            }
            if (store.isEmpty()) {
                store = CallStore.open(address);
            }
            if (store.isPresent()) {
                CallHistory history =
                        store.get().earlierCalls(pseudonym, call.id().toString(), now.minus(back), now);
                if (away) {
                    away = false;
                    LOG.info("earlier calls of callers are looked up again");
                }
                call.note(CallHistory.KIND, history.details());
            }
        } catch (StoreException | RuntimeException refused) {
            forsake(call, refused.getMessage());
        }
    }

    private void forsake(LiveCall call, String why) {
        if (!away) {
            away = true;
            LOG.warn("call {}: earlier calls of callers cannot be looked up: {}", call.id(), why);
        }
        notBefore = clock.instant().plus(TRY_AGAIN_AFTER);
        store.ifPresent(CallStore::close);
        store = Optional.empty();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(TRY_AGAIN_AFTER.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        store.ifPresent(CallStore::close);
    }
}
