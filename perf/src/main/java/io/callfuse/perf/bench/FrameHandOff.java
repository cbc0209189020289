package io.callfuse.perf.bench;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.queue.FrameQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Control;

/**
 * A frame goes from an inlet to a worker and back, with its audio: by the queue of a leg, and by two {@link ArrayBlockingQueue}s in
 * the same way. Once with both ends on one thread, where nobody waits, and once with each on its own, where both look for the other
 * all the time: their time is that of both.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FrameHandOff {
    private static final int FRAMES = 64;

    /** Something by which frames go. */
    private interface Way {
        /** Whether there was a frame to fill, which then was handed over. */
        boolean offer();

        /** Whether there was a frame to hear, which then was given back. */
        boolean take();
    }

    /** The queue of a leg, for one thread. */
    @State(Scope.Thread)
    public static class Ours implements Way {
        private final FrameQueue queue = new FrameQueue(FRAMES);
        private final short[] audio = new short[MediaTime.FRAME_SAMPLES];
        private long index;

        /** A full queue would drop its oldest frame: that is not what is measured. */
        @Override
        public boolean offer() {
            if (queue.size() >= FRAMES - 1) {
                return false;
            }
            MediaFrame frame = queue.claim();
            frame.setAudio(index++, audio, 0, 0);
            queue.offer(frame);
            return true;
        }

        @Override
        public boolean take() {
            MediaFrame frame = queue.poll();
            if (frame != null) {
                queue.release(frame);
            }
            return frame != null;
        }
    }

    /** The same for two. */
    @State(Scope.Group)
    public static class OursOfTwo extends Ours {}

    /** Queues with a lock, for one thread. */
    @State(Scope.Thread)
    public static class Locked implements Way {
        private final ArrayBlockingQueue<MediaFrame> ready = new ArrayBlockingQueue<>(FRAMES);
        private final ArrayBlockingQueue<MediaFrame> free = new ArrayBlockingQueue<>(FRAMES);
        private final short[] audio = new short[MediaTime.FRAME_SAMPLES];
        private long index;

        /** Makes all frames. */
        public Locked() {
            for (int i = 0; i < FRAMES; i++) {
                free.add(new MediaFrame());
            }
        }

        @Override
        public boolean offer() {
            MediaFrame frame = free.poll();
            if (frame == null) {
                return false;
            }
            frame.setAudio(index++, audio, 0, 0);
            return ready.offer(frame);
        }

        @Override
        public boolean take() {
            MediaFrame frame = ready.poll();
            return frame != null && free.offer(frame);
        }
    }

    /** The same for two. */
    @State(Scope.Group)
    public static class LockedOfTwo extends Locked {}

    /** There and back on one thread. */
    @Benchmark
    public boolean queue(Ours ours, FrameClock clock) {
        clock.frames++;
        return ours.offer() && ours.take();
    }

    /** There and back on one thread. */
    @Benchmark
    public boolean arrayBlockingQueue(Locked locked, FrameClock clock) {
        clock.frames++;
        return locked.offer() && locked.take();
    }

    /** The inlet's end. */
    @Benchmark
    @Group("queueOfTwo")
    @GroupThreads(1)
    public void offer(OursOfTwo ours, FrameClock clock, Control control) {
        while (!ours.offer() && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
    }

    /** The worker's end. */
    @Benchmark
    @Group("queueOfTwo")
    @GroupThreads(1)
    public void take(OursOfTwo ours, FrameClock clock, Control control) {
        while (!ours.take() && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
        clock.frames++;
    }

    /** The inlet's end. */
    @Benchmark
    @Group("arrayBlockingQueueOfTwo")
    @GroupThreads(1)
    public void offerLocked(LockedOfTwo locked, FrameClock clock, Control control) {
        while (!locked.offer() && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
    }

    /** The worker's end. */
    @Benchmark
    @Group("arrayBlockingQueueOfTwo")
    @GroupThreads(1)
    public void takeLocked(LockedOfTwo locked, FrameClock clock, Control control) {
        while (!locked.take() && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
        clock.frames++;
    }
}
