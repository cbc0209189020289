package io.callfuse.engine.queue;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;

/**
 * The producer's end of a leg's queue: numbers the frames and offers them. For one thread, the leg's inlet. What is not a
 * frame goes to the listener on the same thread.
 */
public final class QueueSink implements MediaFrameSink {

    /** Hears of a leg what is not a frame. Called on the inlet's thread, must not block. */
    public interface Listener {
        /** The caller pressed a key. */
        void digit(char digit);

        /** No more frames come. */
        void end(EndOfMedia reason);
    }

    private final FrameQueue queue;
    private final Listener listener;
    private long nextIndex;

    /** Joins a queue whose consumer has not yet seen a frame. */
    public QueueSink(FrameQueue queue, Listener listener) {
        this(queue, listener, 0);
    }

    /** The same, where the first frame has this number: that of another leg's clock. */
    public QueueSink(FrameQueue queue, Listener listener, long firstIndex) {
        this.queue = queue;
        this.listener = listener;
        nextIndex = firstIndex;
    }

    @Override
    public void audio(short[] samples, int offset, long arrivalNs) {
        MediaFrame media = queue.claim();
        media.setAudio(nextIndex++, samples, offset, arrivalNs);
        queue.offer(media);
    }

    @Override
    public void gap(long insertedAtNs) {
        MediaFrame media = queue.claim();
        media.setGap(nextIndex++, insertedAtNs);
        queue.offer(media);
    }

    @Override
    public void digit(char digit) {
        listener.digit(digit);
    }

    @Override
    public void end(EndOfMedia reason) {
        listener.end(reason);
    }
}
