package io.callfuse.engine.queue;

import java.util.function.Consumer;
import org.jctools.queues.MpscArrayQueue;

/**
 * A bounded queue in which many threads leave messages for one. {@code offer} is lock-free and never waits: it answers false
 * when the box is full, and the sender decides what that means. {@code poll} and {@code drain} are for the one reader.
 *
 * @param <T> the kind of message
 */
public final class Mailbox<T> {
    private final MpscArrayQueue<T> messages;

    /**
     * Makes an empty box.
     *
     * @param capacity how many messages fit; rounded up to a power of two
     */
    public Mailbox(int capacity) {
        messages = new MpscArrayQueue<>(capacity);
    }

    /** Any thread: leaves a message; false if the box is full. */
    public boolean offer(T message) {
        return messages.offer(message);
    }

    /** The reader: takes the oldest message, or null if there is none. */
    public T poll() {
        return messages.poll();
    }

    /** The reader: hands at most {@code limit} messages to {@code reader}, oldest first, and returns how many. */
    public int drain(Consumer<T> reader, int limit) {
        int taken = 0;
        T message;
        while (taken < limit && (message = messages.poll()) != null) {
            reader.accept(message);
            taken++;
        }
        return taken;
    }

    /** How many messages wait; exact only while nobody moves. */
    public int size() {
        return messages.size();
    }
}
