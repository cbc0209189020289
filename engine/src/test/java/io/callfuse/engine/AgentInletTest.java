package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.agent.AgentLeg;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.PacedSink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent's clock beside the caller's, on a clock of the test, which stands while the loop works. */
@Timeout(60)
class AgentInletTest {
    private static final short[] FRAME = new short[MediaTime.FRAME_SAMPLES];
    private static final Duration GAP_AFTER = Duration.ofMillis(200);

    private final IngressLoop loop = new IngressLoop();
    private final PacedSink caller = new PacedSink(new CollectingSink(), 0, GAP_AFTER);
    private final AgentLeg leg = new AgentLeg(new CallChannel("PJSIP/ann-1", "1.5", "1.1", ""), Optional.empty());
    private final AgentInlet agent = new AgentInlet(leg, caller, loop, GAP_AFTER, () -> {});

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void shouldPutNoGapIntoTheCallersLegWhereTheAgentIsReadFirstAfterAStall() throws Exception {
        onLoop(() -> {
            for (int frame = 1; frame <= 50; frame++) {
                callerSays(1, frame);
                agentSays(1, frame);
            }
            // 200 ms, in which neither was read.
            agentSays(10, 60);
            callerSays(10, 60);
            assertThat(caller.gaps()).isZero();
            assertThat(caller.clockFrames()).isEqualTo(60);
            assertThat(agent.clockFrames()).as("the two as far as each other").isEqualTo(60);
        });
    }

    @Test
    void shouldBeginWhereTheClockOfASilentCallerStands() throws Exception {
        onLoop(() -> {
            callerSays(1, 1);
            agentSays(1, 100);
            assertThat(caller.clockFrames()).as("the timer's to move").isEqualTo(1);
            assertThat(leg.queue().poll().index()).isEqualTo(99);
        });
    }

    private void callerSays(int frames, long arrival) {
        for (int i = 0; i < frames; i++) {
            caller.audio(FRAME, 0, arrival * MediaTime.FRAME_NS);
        }
    }

    private void agentSays(int frames, long arrival) {
        for (int i = 0; i < frames; i++) {
            agent.audio(FRAME, 0, arrival * MediaTime.FRAME_NS);
        }
    }

    /** Where no timer of the loop comes in between. */
    private void onLoop(Runnable work) throws Exception {
        CompletableFuture.runAsync(work, loop::execute).get(30, TimeUnit.SECONDS);
    }
}
