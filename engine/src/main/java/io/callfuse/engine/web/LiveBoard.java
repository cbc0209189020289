package io.callfuse.engine.web;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.queue.Mailbox;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Where the workers leave what is new for those who look. Of each call the last second stands here, and replaces the one before;
 * what happened goes into a bounded box. Nobody who writes ever waits: an event that finds the box full is counted as lost.
 */
public final class LiveBoard {
    private static final int EVENTS_WAITING = 8192;

    private final Map<CallId, Slot> slots = new ConcurrentHashMap<>();
    private final Mailbox<CallEvent> events = new Mailbox<>(EVENTS_WAITING);
    private final LongAdder lost = new LongAdder();

    /** The place of one call. */
    static final class Slot {
        private volatile CallNow now;

        /** For the web's thread alone: what was made of the last state it saw, and in which sweep it saw it. */
        CallNow seen;

        byte[] scoreEvent = {};
        long changedInSweep;

        private Slot(CallNow now) {
            this.now = now;
        }

        CallNow now() {
            return now;
        }
    }

    /** The call's worker: says how it stands. */
    public void show(CallNow now) {
        Slot slot = slots.get(now.id());
        if (slot != null) {
            slot.now = now;
        } else if (slots.putIfAbsent(now.id(), new Slot(now)) == null) {
            tell(new CallEvent("started", now.id(), Map.of("policy", now.policy())));
        }
    }

    /** The call's worker: something happened. */
    public void tell(CallEvent event) {
        if (!events.offer(event)) {
            lost.increment();
        }
    }

    /** The call's worker: the call is over. */
    public void remove(CallId id) {
        slots.remove(id);
    }

    /** How a call stands; empty where it is not live. */
    Optional<CallNow> find(CallId id) {
        return Optional.ofNullable(slots.get(id)).map(Slot::now);
    }

    /** All live calls. */
    Collection<Slot> slots() {
        return slots.values();
    }

    /** The web's thread: takes what has happened. */
    void drain(Consumer<CallEvent> reader) {
        events.drain(reader, EVENTS_WAITING);
    }

    /** Events that found no room; only grows. */
    public long lost() {
        return lost.sum();
    }
}
