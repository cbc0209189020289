package io.callfuse.perf.bench;

import io.callfuse.engine.CallPipeline;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.queue.FrameQueue;
import io.callfuse.models.EmotionModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The whole way of a leg from its inlet's offer to its published score, with the shipped model and policy: queue, features, model,
 * fuse, timeline. Each iteration is a new call, which has been heard for some seconds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LegToScore {
    private static final int SECONDS_BEFORE = 70;
    private static final int QUEUE_FRAMES = 64;

    private final EmotionModel model = EmotionModel.embedded();
    private final PolicySettings policy = ConfigLoader.defaults().policySettings();
    private final TelephoneSpeech speech = new TelephoneSpeech();
    private FrameQueue queue;
    private CallPipeline pipeline;
    private long index;

    /** Begins a call that is past its decision. */
    @Setup(Level.Iteration)
    public void setUp() {
        queue = new FrameQueue(QUEUE_FRAMES);
        pipeline = new CallPipeline(model, policy, event -> {});
        index = 0;
        for (int f = 0; f < SECONDS_BEFORE * MediaTime.FRAMES_PER_SECOND; f++) {
            hear();
        }
    }

    /** One frame; each fiftieth brings a score. */
    @Benchmark
    public CallPipeline frame(FrameClock clock) {
        clock.frames++;
        hear();
        return pipeline;
    }

    private void hear() {
        MediaFrame offered = queue.claim();
        offered.setAudio(index++, speech.next(), 0, 0);
        queue.offer(offered);
        MediaFrame heard = queue.poll();
        pipeline.hear(heard);
        queue.release(heard);
    }
}
