package io.callfuse.engine.action;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers the last orders to move a caller by their ids, so that none is carried out twice. Any thread. */
public final class SwitchLedger {
    private final ConcurrentMap<String, CompletableFuture<SwitchOutcome>> outcomes = new ConcurrentHashMap<>();
    private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int remembered;

    /** Remembers at least this many orders, and all that are not done. */
    public SwitchLedger(int remembered) {
        this.remembered = remembered;
    }

    /** Enters {@code fresh} under the id and returns null; or returns what was entered before. */
    public CompletableFuture<SwitchOutcome> enter(String id, CompletableFuture<SwitchOutcome> fresh) {
        CompletableFuture<SwitchOutcome> earlier = outcomes.putIfAbsent(id, fresh);
        if (earlier == null) {
            oldestFirst.add(id);
            if (size.incrementAndGet() > remembered) {
                forgetOldest();
            }
        }
        return earlier;
    }

    private void forgetOldest() {
        String oldest = oldestFirst.poll();
        if (oldest == null) {
            return;
        }
        CompletableFuture<SwitchOutcome> outcome = outcomes.get(oldest);
        if (outcome != null && !outcome.isDone()) {
            oldestFirst.add(oldest);
        } else {
            outcomes.remove(oldest);
            size.decrementAndGet();
        }
    }
}
