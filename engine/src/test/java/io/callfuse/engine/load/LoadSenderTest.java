package io.callfuse.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoadSenderTest {
    private static final int FRAMES = 120;
    private static final double FRAME_NS = 1000;

    private final List<RunningCall> over = Collections.synchronizedList(new ArrayList<>());
    private final StepWindow window = new StepWindow(2, System.nanoTime() - 1_000_000_000L, Long.MAX_VALUE / 2);

    /** Keeps what it is sent; ends after so many frames. */
    private static final class KeepingLeg implements LegConnection {
        private final List<Long> sent = Collections.synchronizedList(new ArrayList<>());
        private final int endsAfter;
        private boolean finished;
        private volatile boolean closed;

        KeepingLeg(int endsAfter) {
            this.endsAfter = endsAfter;
        }

        @Override
        public void send(ByteBuffer frame, long index) throws IOException {
            assertThat(frame.remaining()).isEqualTo(Wire.RTP.frameBytes());
            assertThat(frame.get(frame.position())).isEqualTo((byte) index);
            sent.add(index);
        }

        @Override
        public boolean isOver() {
            return finished || sent.size() >= endsAfter;
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Each frame begins with its number. */
    private static RunningCall call(LegConnection leg, long startNs, double frameNs) {
        ByteBuffer audio = ByteBuffer.allocate(FRAMES * Wire.RTP.frameBytes());
        for (int frame = 0; frame < FRAMES; frame++) {
            audio.put(frame * Wire.RTP.frameBytes(), (byte) frame);
        }
        OfflineResult nothing = new OfflineResult(new double[0], "", OptionalLong.empty(), 0);
        RecordedCall recorded = new RecordedCall("numbers", Optional.empty(), Wire.RTP, audio, nothing);
        RunningCall call = new RunningCall(CallId.random(), recorded, leg, startNs, frameNs);
        call.heard(FRAMES / MediaTime.FRAMES_PER_SECOND);
        return call;
    }

    private void sendAll(LoadSender sender, RunningCall... calls) {
        try (sender) {
            sender.start();
            for (RunningCall call : calls) {
                sender.add(call);
            }
        }
    }

    @Test
    void shouldSendEveryFrameOfEachCallInOrderAndCloseIt() {
        KeepingLeg one = new KeepingLeg(Integer.MAX_VALUE);
        KeepingLeg two = new KeepingLeg(Integer.MAX_VALUE);
        LoadSender sender = new LoadSender(List.of(window), over::add);

        sendAll(sender, call(one, System.nanoTime(), FRAME_NS), call(two, System.nanoTime(), 3 * FRAME_NS));

        assertThat(one.sent).hasSize(FRAMES).isSorted();
        assertThat(two.sent).hasSize(FRAMES).isSorted();
        assertThat(one.closed && two.closed).isTrue();
        assertThat(over)
                .hasSize(2)
                .allMatch(call -> call.framesSent() == FRAMES && call.fault().isEmpty());
        assertThat(sender.running()).isZero();
        assertThat(window.figures(new EngineUse(0, 0, 0, 0, 0, 0, 0)).framesSent())
                .isEqualTo(2 * FRAMES);
    }

    @Test
    void shouldCountWhatItSendsTooLateAndSendItAllTheSame() {
        KeepingLeg leg = new KeepingLeg(Integer.MAX_VALUE);

        sendAll(new LoadSender(List.of(window), over::add), call(leg, System.nanoTime() - 500_000_000, FRAME_NS));

        StepFigures figures = window.figures(new EngineUse(0, 0, 0, 0, 0, 0, 0));
        assertThat(leg.sent).hasSize(FRAMES);
        assertThat(figures.framesLate()).isEqualTo(FRAMES);
        assertThat(figures.lateness().p50Ms()).isGreaterThan(490);
    }

    @Test
    void shouldLeaveALegOpenUntilTheEngineHasScoredWhatWasSent() {
        KeepingLeg leg = new KeepingLeg(Integer.MAX_VALUE);
        RunningCall call = call(leg, System.nanoTime(), FRAME_NS);
        call.heard(1);
        try (LoadSender sender = new LoadSender(List.of(window), over::add)) {
            sender.start();
            sender.add(call);

            await().until(() -> over.size() == 1);
            await().during(Duration.ofMillis(300)).until(() -> !leg.closed);
            call.heard(2);
            await().until(() -> leg.closed);
        }
        assertThat(window.isScoreOutstanding()).as("nobody told the window").isTrue();
    }

    @Test
    void shouldSayOfACallThatTheEngineHasClosedIt() {
        KeepingLeg leg = new KeepingLeg(40);

        sendAll(new LoadSender(List.of(window), over::add), call(leg, System.nanoTime(), FRAME_NS));

        assertThat(over).singleElement().satisfies(call -> {
            assertThat(call.fault()).isEqualTo("after 50 frames: the engine closed the stream");
            assertThat(call.framesSent()).isEqualTo(50);
        });
        assertThat(leg.closed).isTrue();
    }

    @Test
    void shouldEndCallsInTheirMidstWhereThereAreTooMany() {
        KeepingLeg leg = new KeepingLeg(Integer.MAX_VALUE);
        LoadSender sender = new LoadSender(List.of(window), over::add);
        sender.end(1);

        // Of this one the second frame would be due in an hour.
        sendAll(sender, call(leg, System.nanoTime(), 3.6e12));

        assertThat(leg.sent.size()).isLessThan(FRAMES);
        assertThat(over).singleElement().satisfies(call -> assertThat(call.fault())
                .isEmpty());
        assertThat(leg.closed).isTrue();
    }
}
