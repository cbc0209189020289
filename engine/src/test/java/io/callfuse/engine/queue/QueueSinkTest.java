package io.callfuse.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class QueueSinkTest {
    private final List<String> told = new ArrayList<>();
    private final FrameQueue queue = new FrameQueue(8);
    private final QueueSink sink = new QueueSink(queue, new QueueSink.Listener() {
        @Override
        public void digit(char digit) {
            told.add("digit " + digit);
        }

        @Override
        public void end(EndOfMedia reason) {
            told.add("end " + reason);
        }
    });

    @Test
    void shouldNumberAudioAndGapsOnOneClock() {
        short[] samples = new short[2 * MediaTime.FRAME_SAMPLES];
        samples[MediaTime.FRAME_SAMPLES] = 77;
        sink.gap(1);
        sink.audio(samples, MediaTime.FRAME_SAMPLES, 2);
        sink.gap(3);
        assertThat(queue.poll()).satisfies(media -> {
            assertThat(media.kind()).isEqualTo(MediaFrame.Kind.GAP);
            assertThat(media.index()).isZero();
            assertThat(media.arrivalNs()).isEqualTo(1);
        });
        assertThat(queue.poll()).satisfies(media -> {
            assertThat(media.kind()).isEqualTo(MediaFrame.Kind.AUDIO);
            assertThat(media.index()).isEqualTo(1);
            assertThat(media.samples()[0]).isEqualTo((short) 77);
        });
        assertThat(queue.poll().kind()).isEqualTo(MediaFrame.Kind.GAP);
    }

    @Test
    void shouldTellDigitsAndTheEndAtOnce() {
        sink.digit('5');
        sink.end(EndOfMedia.COMPLETED);
        assertThat(told).containsExactly("digit 5", "end COMPLETED");
    }
}
