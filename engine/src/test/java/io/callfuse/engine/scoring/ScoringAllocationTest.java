package io.callfuse.engine.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.InterpretedJvm;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.feature.Voices;
import io.callfuse.models.EmotionModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(150)
class ScoringAllocationTest {
    private static final int SECONDS_BEFORE = 30;
    private static final int MEASURED_SECONDS = 60;

    private final short[] voice = Voices.voice(150, 4, 0.4, 1, 20);
    private final FeatureExtractor extractor = new FeatureExtractor();
    private final EmotionScorer scorer = new EmotionScorer(EmotionModel.embedded());
    private final FeatureVector features = new FeatureVector();
    private final EmotionScore score = new EmotionScore();
    private final MediaFrame frame = new MediaFrame();
    private long frames;

    @Test
    void shouldAllocateNothingFromFrameToScore(@TempDir Path folder) throws Exception {
        assertThat(InterpretedJvm.run(Child.class, folder)).contains("allocated 0 bytes");
    }

    /** Counts in a Java machine of its own. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            System.out.println("allocated " + new ScoringAllocationTest().measure() + " bytes");
        }
    }

    private long measure() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        hear(SECONDS_BEFORE);
        long before = threads.getCurrentThreadAllocatedBytes();
        hear(MEASURED_SECONDS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(score.score()).isBetween(0.0, 100.0);
        return allocated;
    }

    private void hear(int seconds) {
        int framesOfVoice = voice.length / MediaTime.FRAME_SAMPLES;
        for (int f = 0; f < seconds * MediaTime.FRAMES_PER_SECOND; f++) {
            int at = (int) (frames % framesOfVoice);
            if (frames % 1000 < 900) {
                frame.setAudio(frames, voice, at * MediaTime.FRAME_SAMPLES, 0);
            } else {
                frame.setGap(frames, 0);
            }
            frames++;
            extractor.accept(frame);
            if (frames % MediaTime.FRAMES_PER_SECOND == 0) {
                extractor.read(features);
                scorer.score(features, score);
                scorer.explain(score);
            }
        }
    }
}
