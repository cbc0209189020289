package io.callfuse.perf.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.queue.FrameQueue;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A worker that keeps up: what it sees of a frame is what the inlet put in before it handed it over. */
@JCStressTest
@Description("A frame is whole when the worker sees it")
@Outcome(id = "-1, 0, 0", expect = ACCEPTABLE, desc = "nothing there yet")
@Outcome(id = "7, 7, 7", expect = ACCEPTABLE, desc = "index, first and last sample")
@Outcome(expect = FORBIDDEN, desc = "a part of it")
@State
public class FramesAreHandedOver {
    private static final int MARK = 7;
    private static final int CAPACITY = 2;

    private final FrameQueue queue = new FrameQueue(CAPACITY);

    /** The inlet. */
    @Actor
    public void inlet() {
        short[] audio = new short[MediaTime.FRAME_SAMPLES];
        Arrays.fill(audio, (short) MARK);
        MediaFrame frame = queue.claim();
        frame.setAudio(MARK, audio, 0, 0);
        queue.offer(frame);
    }

    /** The worker. */
    @Actor
    public void worker(III_Result result) {
        MediaFrame frame = queue.poll();
        result.r1 = -1;
        if (frame != null) {
            result.r1 = (int) frame.index();
            result.r2 = frame.samples()[0];
            result.r3 = frame.samples()[MediaTime.FRAME_SAMPLES - 1];
        }
    }
}
