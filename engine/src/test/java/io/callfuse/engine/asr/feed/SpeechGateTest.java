package io.callfuse.engine.asr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.queue.FrameQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SpeechGateTest {
    private static final int LAG = 20;

    private final FrameQueue queue = new FrameQueue(4096);
    private final SpeechGate gate = new SpeechGate(queue, LAG);
    private final MediaFrame media = new MediaFrame();
    private final List<Long> passed = new ArrayList<>();
    private int ends;

    @Test
    void shouldLetNothingPassWhereNobodySpeaks() {
        hear(0, 500, frame -> false);
        gate.finish();
        take();
        assertThat(passed).isEmpty();
        assertThat(ends).isZero();
    }

    @Test
    void shouldLetAPieceOfSpeechPassWholeWithALeadInAndSayWhenItIsOver() {
        hear(0, 300, frame -> frame >= 100 && frame < 150);
        take();
        assertThat(passed).startsWith(96L).contains(100L, 149L).isSorted();
        assertThat(passed.get(passed.size() - 1))
                .as("what was heard until silence was known")
                .isEqualTo(149L + LAG);
        assertThat(ends).isOne();
    }

    @Test
    void shouldPassSpeechTheMomentItComesOnceItIsKnownToBeSpeech() {
        hear(0, 130, frame -> frame >= 100);
        take();
        assertThat(passed.get(passed.size() - 1)).isEqualTo(129L);
    }

    @Test
    void shouldNeverCutAWordThatBeginsWhenTheOneBeforeWasThoughtToBeOver() {
        // The detector knows of a word 10 frames after its first one: what it says of the 20 frames before is settled
        // later.
        for (int pause = 1; pause < 60; pause++) {
            SpeechGateTest fresh = new SpeechGateTest();
            long second = 120 + pause;
            fresh.hear(0, 400, frame -> frame >= 100 && frame < 120 || frame >= second - 10 && frame < second + 20);
            fresh.takePieces();
            assertThat(fresh.pieces).as("pause of %d frames", pause).anySatisfy(piece -> assertThat(piece)
                    .contains(second, second + 19, second - 1));
        }
    }

    @Test
    void shouldPassEveryFrameAtMostOnceAndInOrder() {
        Random random = new Random(5);
        boolean[] said = new boolean[5000];
        boolean talks = false;
        for (int i = 0; i < said.length; i++) {
            talks ^= random.nextInt(25) == 0;
            said[i] = talks;
        }
        for (int i = 0; i < said.length; i += 100) {
            hear(i, i + 100, frame -> frame >= 0 && said[(int) frame]);
            take();
        }
        assertThat(passed).isSorted().doesNotHaveDuplicates();
        for (int i = 0; i < said.length - LAG; i++) {
            assertThat(!said[i] || passed.contains((long) i)).as("frame %d", i).isTrue();
        }
    }

    @Test
    void shouldPassSilenceForFramesThatWereDroppedBeforeTheyCame() {
        for (int index = 0; index < 300; index++) {
            if (index < 150 || index >= 155 && index < 200 || index >= 280) {
                media.setAudio(index, constant(1000 + index), 0, 0);
                gate.accept(media, true);
            }
        }
        MediaFrame frame;
        while ((frame = queue.poll()) != null) {
            long index = frame.index();
            boolean dropped = index >= 150 && index < 155 || index >= 200 && index < 280;
            assertThat(frame.samples()[5]).as("frame %d", index).isEqualTo((short) (dropped ? 0 : 1000 + index));
            queue.release(frame);
        }
    }

    @Test
    void shouldPassSilenceForAGapWithinSpeech() {
        for (int index = 0; index < 200; index++) {
            if (index == 110) {
                media.setGap(index, 0);
            } else {
                media.setAudio(index, constant(1000), 0, 0);
            }
            gate.accept(media, index - LAG >= 100);
        }
        MediaFrame frame;
        while ((frame = queue.poll()) != null) {
            assertThat(frame.samples()[5]).isEqualTo((short) (frame.index() == 110 ? 0 : 1000));
            queue.release(frame);
        }
    }

    private final List<List<Long>> pieces = new ArrayList<>();

    private void takePieces() {
        List<Long> piece = new ArrayList<>();
        MediaFrame frame;
        while ((frame = queue.poll()) != null) {
            if (frame.kind() == MediaFrame.Kind.GAP) {
                pieces.add(piece);
                piece = new ArrayList<>();
            } else {
                piece.add(frame.index());
            }
            queue.release(frame);
        }
        pieces.add(piece);
    }

    private void take() {
        takePieces();
        pieces.forEach(passed::addAll);
        ends += pieces.size() - 1;
        pieces.clear();
    }

    private void hear(long from, long to, LongPredicate said) {
        for (long index = from; index < to; index++) {
            media.setAudio(index, constant(1), 0, 0);
            gate.accept(media, said.test(index - LAG));
        }
    }

    private static short[] constant(int value) {
        short[] samples = new short[MediaTime.FRAME_SAMPLES];
        Arrays.fill(samples, (short) value);
        return samples;
    }
}
