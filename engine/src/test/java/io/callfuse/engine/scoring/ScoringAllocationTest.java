package io.callfuse.engine.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.feature.Voices;
import io.callfuse.models.EmotionModel;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScoringAllocationTest {
    private static final int WARM_UP_SECONDS = 60;
    private static final int MEASURED_RUNS = 5;
    private static final int MEASURED_SECONDS = 120;

    private final short[] voice = Voices.voice(150, 4, 0.4, 1, 20);
    private final FeatureExtractor extractor = new FeatureExtractor();
    private final EmotionScorer scorer = new EmotionScorer(EmotionModel.embedded());
    private final FeatureVector features = new FeatureVector();
    private final EmotionScore score = new EmotionScore();
    private final MediaFrame frame = new MediaFrame();
    private long frames;

    @Test
    void shouldAllocateNothingFromFrameToScore() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        hear(WARM_UP_SECONDS);
        long ofMeasuring = threads.getThreadAllocatedBytes(self) - threads.getThreadAllocatedBytes(self);
        // The compiler may still change its mind under load, which allocates once; what a frame allocates shows in each
        // run.
        long least = Long.MAX_VALUE;
        for (int run = 0; run < MEASURED_RUNS && least > 0; run++) {
            long before = threads.getThreadAllocatedBytes(self);
            hear(MEASURED_SECONDS);
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before + ofMeasuring);
        }
        assertThat(least).isZero();
        assertThat(score.score()).isBetween(0.0, 100.0);
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
            }
        }
    }
}
