package io.callfuse.perf.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.queue.FrameQueue;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An inlet that is faster than its worker, and takes the oldest frames out at the end at which the worker takes them. */
@JCStressTest
@Description("A full queue of frames drops its oldest while the worker takes it")
@Outcome(id = "0, 4", expect = ACCEPTABLE, desc = "each frame heard once, in order and whole, or counted as dropped")
@Outcome(
        expect = FORBIDDEN,
        desc = "1: out of order or twice, 2: not whole, 3: offered not counted; frames heard and dropped")
@State
public class FramesAreDropped {
    private static final int FRAMES = 4;
    private static final int CAPACITY = 2;
    private static final int OUT_OF_ORDER = 1;
    private static final int NOT_WHOLE = 2;
    private static final int NOT_COUNTED = 3;

    private final FrameQueue queue = new FrameQueue(CAPACITY);
    private long last = -1;
    private int heard;
    private int fault;

    /** The inlet. */
    @Actor
    public void inlet() {
        short[] audio = new short[MediaTime.FRAME_SAMPLES];
        for (int index = 0; index < FRAMES; index++) {
            Arrays.fill(audio, (short) index);
            MediaFrame frame = queue.claim();
            frame.setAudio(index, audio, 0, index);
            queue.offer(frame);
        }
    }

    /** The worker. */
    @Actor
    public void worker() {
        for (int i = 0; i < FRAMES; i++) {
            take();
        }
    }

    /** The worker, when the inlet has ended. */
    @Arbiter
    public void rest(II_Result result) {
        while (take()) {
            // All that still waits.
        }
        if (queue.offered() != FRAMES) {
            fault = NOT_COUNTED;
        }
        result.r1 = fault;
        result.r2 = heard + (int) queue.dropped();
    }

    private boolean take() {
        MediaFrame frame = queue.poll();
        if (frame == null) {
            return false;
        }
        if (frame.index() <= last) {
            fault = OUT_OF_ORDER;
        }
        last = frame.index();
        for (int i = 0; i < MediaTime.FRAME_SAMPLES; i++) {
            if (frame.samples()[i] != last || frame.arrivalNs() != last) {
                fault = NOT_WHOLE;
            }
        }
        heard++;
        queue.release(frame);
        return true;
    }
}
