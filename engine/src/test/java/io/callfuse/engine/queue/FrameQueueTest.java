package io.callfuse.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameQueueTest {
    private final short[] samples = new short[MediaTime.FRAME_SAMPLES];

    @Test
    void shouldHandOverFramesInTheirOrder() {
        FrameQueue queue = new FrameQueue(4);
        offer(queue, 0, 3);
        assertThat(queue.size()).isEqualTo(3);
        for (long expected = 0; expected < 3; expected++) {
            MediaFrame frame = queue.poll();
            assertThat(frame.index()).isEqualTo(expected);
            queue.release(frame);
        }
        assertThat(queue.poll()).isNull();
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void shouldDropOldestFrameWhenQueueIsFull() {
        FrameQueue queue = new FrameQueue(4);
        offer(queue, 0, 7);
        assertThat(queue.dropped()).isEqualTo(3);
        assertThat(queue.offered()).isEqualTo(7);
        for (long expected = 3; expected < 7; expected++) {
            MediaFrame frame = queue.poll();
            assertThat(frame.index()).isEqualTo(expected);
            queue.release(frame);
        }
        assertThat(queue.poll()).isNull();
    }

    @Test
    void shouldNeverTakeTheFrameThatTheWorkerHolds() {
        FrameQueue queue = new FrameQueue(2);
        offer(queue, 0, 2);
        MediaFrame held = queue.poll();
        offer(queue, 2, 100);
        assertThat(held.index()).isZero();
        queue.release(held);
        assertThat(queue.poll().index()).isEqualTo(101);
    }

    @Test
    void shouldRefuseACapacityThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new FrameQueue(48))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("48");
        assertThatThrownBy(() -> new FrameQueue(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAccountForEveryFrameWhileBothSidesRun() throws InterruptedException {
        int total = 2_000_000;
        FrameQueue queue = new FrameQueue(8);
        AtomicReference<String> fault = new AtomicReference<>();
        long[] received = new long[1];
        Thread worker = new Thread(() -> received[0] = drainUntil(queue, total - 1, fault), "leg-worker-test");
        worker.start();
        offer(queue, 0, total);
        worker.join();
        assertThat(fault.get()).isNull();
        assertThat(received[0] + queue.dropped()).isEqualTo(total);
    }

    private static long drainUntil(FrameQueue queue, long lastIndex, AtomicReference<String> fault) {
        long received = 0;
        long previous = -1;
        while (previous < lastIndex) {
            MediaFrame frame = queue.poll();
            if (frame == null) {
                Thread.onSpinWait();
                continue;
            }
            received++;
            if (frame.index() <= previous || frame.samples()[0] != (short) frame.index()) {
                fault.compareAndSet(
                        null, "frame " + frame.index() + " after " + previous + " holds " + frame.samples()[0]);
            }
            previous = frame.index();
            queue.release(frame);
        }
        return received;
    }

    private void offer(FrameQueue queue, long firstIndex, int count) {
        for (long index = firstIndex; index < firstIndex + count; index++) {
            samples[0] = (short) index;
            MediaFrame frame = queue.claim();
            frame.setAudio(index, samples, 0, 0);
            queue.offer(frame);
        }
    }
}
