package io.callfuse.engine.web;

import io.callfuse.engine.call.CallId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The last events, numbered without a hole, so that whoever was away can take them up again. The number of an event goes out
 * with the run of the engine it belongs to: {@code 19a0b3c4d5e-417}. One thread.
 */
final class EventRing {
    private final Entry[] entries;
    private final String run;
    private long next = 1;

    /**
     * An event as it goes out.
     *
     * @param call empty for what concerns all
     */
    record Entry(String type, Optional<CallId> call, byte[] bytes) {}

    /** Where a stream begins to read, and how many events it has missed; -1 where nobody knows how many. */
    record Start(long number, long missed) {}

    EventRing(int capacity, String run) {
        entries = new Entry[capacity];
        this.run = run;
    }

    /** Adds an event. */
    void add(String type, Optional<CallId> call, String json) {
        byte[] bytes = encode(Optional.of(run + "-" + next), type, json);
        entries[(int) (next % entries.length)] = new Entry(type, call, bytes);
        next++;
    }

    /** The number that the next event will have. */
    long next() {
        return next;
    }

    /** The number of the oldest event that is still here; that of the next one where none is. */
    long oldest() {
        return Math.max(1, next - entries.length);
    }

    /** An event by its number, from the oldest to before the next. */
    Entry at(long number) {
        return entries[(int) (number % entries.length)];
    }

    /** Where to go on for one whose last event was this; one that comes new begins with the next. */
    Start after(Optional<String> lastEventId) {
        if (lastEventId.isEmpty()) {
            return new Start(next, 0);
        }
        String prefix = run + "-";
        String number = lastEventId.get().startsWith(prefix) ? lastEventId.get().substring(prefix.length()) : "";
        if (!number.matches("[0-9]{1,18}") || Long.parseLong(number) >= next) {
            return new Start(oldest(), -1);
        }
        long wanted = Long.parseLong(number) + 1;
        return new Start(Math.max(wanted, oldest()), Math.max(0, oldest() - wanted));
    }

    /** An event in the form of server-sent events; one without an id leaves the reader's last one as it is. */
    static byte[] encode(Optional<String> id, String type, String json) {
        String text = id.map(known -> "id: " + known + "\n").orElse("") + "event: " + type + "\ndata: " + json + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
