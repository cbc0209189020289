package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.overload.DelayCount;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.queue.QueueSink;
import io.callfuse.models.EmotionModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the offer to the queue up to the published score, once a leg is under way. */
@Timeout(150)
class SteadyStateAllocationTest {
    private static final int SECONDS_BEFORE = 62;
    private static final int SECONDS_MEASURED = 60;

    @TempDir
    Path folder;

    @Test
    void shouldAllocateNothingPerFrameFromTheQueueToThePublishedScore() throws Exception {
        Path recording = DemoAudio.copy("en-calm", folder);
        assertThat(InterpretedJvm.run(Child.class, folder, recording.toString()))
                .contains("allocated 0 bytes");
    }

    /** Counts in a Java machine of its own. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            short[] samples = DemoAudio.samples(Path.of(arguments[0]));
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            System.out.println("allocated " + measure(samples, threads) + " bytes");
        }
    }

    /** Returns the bytes allocated in the second minute of a call: by then everything is decided, and no chunk is full. */
    private static long measure(short[] samples, ThreadMXBean threads) {
        LegWorker worker = new LegWorker(0, 4, new DelayCount(Long.MAX_VALUE));
        CallMakings makings = new CallMakings(
                EmotionModel.embedded(),
                ConfigLoader.defaults().policySettings(),
                new EngineIdentity("test", "test", "test"),
                64);
        LiveCall call = new LiveCall(CallId.random(), makings, worker, new Follower());
        worker.adopt(call);
        QueueSink sink = new QueueSink(call.queue(), new EndlessCall());
        play(samples, sink, worker, SECONDS_BEFORE);
        long before = threads.getCurrentThreadAllocatedBytes();
        play(samples, sink, worker, SECONDS_MEASURED);
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(call.heardMs()).isEqualTo(1000L * (SECONDS_BEFORE + SECONDS_MEASURED));
        return after - before;
    }

    private static void play(short[] samples, QueueSink sink, LegWorker worker, int seconds) {
        for (int frame = 0; frame < seconds * 50; frame++) {
            sink.audio(samples, frame * 160 % (samples.length - 160), frame);
            worker.doWork();
        }
    }

    private static final class Follower implements CallFollower {

        @Override
        public void decided(LiveCall call, PolicyEvent event) {
            assertThat(event.atMs()).isLessThanOrEqualTo(1000L * SECONDS_BEFORE);
        }

        @Override
        public void scored(LiveCall call) {
            call.takeAnswer();
        }

        @Override
        public void ended(LiveCall call, AnalysedCall analysed, CallSummary summary) {
            throw new AssertionError("the call has not ended");
        }

        @Override
        public void gone(LiveCall call) {
            throw new AssertionError("the call has not ended");
        }
    }
}
