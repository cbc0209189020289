package io.callfuse.engine.queue;

import io.callfuse.engine.call.MediaFrame;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.SpmcArrayQueue;
import org.jctools.queues.SpscArrayQueue;

/**
 * The frames of one leg on their way from its inlet to its worker.
 *
 * <p>One producer (the inlet's event loop) and one consumer (the leg's worker). Neither ever blocks, locks or allocates. A
 * full queue drops its <em>oldest</em> frame and counts it, so that what is heard stays what was said last.
 *
 * <p>To drop the oldest frame the producer must take it out at the other end while the consumer may be taking it too. A
 * single-consumer queue forbids that, so the ready frames stand in JCTools' single-producer <em>multi</em>-consumer queue,
 * of which the producer is the second, rare consumer. Emptied frames go back through a plain SPSC queue. The ring of the
 * ready queue is twice as long as there are frames: it is never full, and the producer never comes round to a slot that
 * the consumer is just emptying.
 *
 * <pre>
 *   inlet -- offer --&gt; ready (SPMC) -- poll --&gt; worker
 *     ^                  | oldest, when           |
 *     +---- claim -------+ no frame is free       |
 *     +------ claim ---- free (SPSC) &lt;-- release -+
 * </pre>
 */
public final class FrameQueue {
    private final MessagePassingQueue<MediaFrame> ready;
    private final MessagePassingQueue<MediaFrame> free;
    private final int capacity;
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private long polledArrivalNs;

    /**
     * Preallocates all frames.
     *
     * @param capacity how many frames there are, the one in the worker's hand included; a power of two, at least 2
     * @throws IllegalArgumentException if the capacity is no power of two or below 2
     */
    public FrameQueue(int capacity) {
        if (capacity < 2 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is not a power of two of at least 2");
        }
        this.capacity = capacity;
        ready = new SpmcArrayQueue<>(capacity * 2);
        free = new SpscArrayQueue<>(capacity);
        for (int i = 0; i < capacity; i++) {
            free.offer(new MediaFrame());
        }
    }

    /** How many frames there are. */
    public int capacity() {
        return capacity;
    }

    /**
     * Producer only: returns a frame to fill, which must be handed over with {@link #offer} before the next is asked for.
     * Where none is free, this is the oldest waiting frame, which is thereby dropped and counted.
     */
    public MediaFrame claim() {
        while (true) {
            MediaFrame frame = free.poll();
            if (frame != null) {
                return frame;
            }
            frame = ready.poll();
            if (frame != null) {
                dropped.setRelease(dropped.getPlain() + 1);
                return frame;
            }
            // Both empty: between the two looks the worker gave one frame back and took the next. Look again.
            Thread.onSpinWait();
        }
    }

    /** Producer only: hands over the frame that {@link #claim} returned. */
    public void offer(MediaFrame frame) {
        boolean taken = ready.offer(frame);
        assert taken : "the ready ring holds more frames than there are";
        offered.setRelease(offered.getPlain() + 1);
    }

    /** Consumer only: returns the oldest waiting frame, or null if none waits. Give it back with {@link #release}. */
    public MediaFrame poll() {
        MediaFrame frame = ready.poll();
        if (frame != null) {
            polledArrivalNs = frame.arrivalNs();
        }
        return frame;
    }

    /** Consumer only: when the frame that was polled last had come, as its {@link MediaFrame#arrivalNs} says; 0 before the first. */
    public long polledArrivalNs() {
        return polledArrivalNs;
    }

    /** Consumer only: gives back the frame that {@link #poll} returned. */
    public void release(MediaFrame frame) {
        boolean taken = free.offer(frame);
        assert taken : "more frames were released than there are";
    }

    /** How many frames wait; exact only while neither side moves. */
    public int size() {
        return ready.size();
    }

    /** How many frames were handed over since the queue was made. */
    public long offered() {
        return offered.getAcquire();
    }

    /** How many frames were dropped because the worker was too slow. */
    public long dropped() {
        return dropped.getAcquire();
    }
}
