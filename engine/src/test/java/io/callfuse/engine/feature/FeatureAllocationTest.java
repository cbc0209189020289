package io.callfuse.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.InterpretedJvm;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(150)
class FeatureAllocationTest {
    private final short[] voice = Voices.voice(150, 4, 0.4, 1, 10);
    private final FeatureExtractor extractor = new FeatureExtractor();
    private final FeatureVector features = new FeatureVector();
    private final MediaFrame frame = new MediaFrame();
    private long frames;

    @Test
    void shouldAllocateNothingFromFrameToFeatures(@TempDir Path folder) throws Exception {
        assertThat(InterpretedJvm.run(Child.class, folder)).contains("allocated 0 bytes");
    }

    /** Counts in a Java machine of its own. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            System.out.println("allocated " + new FeatureAllocationTest().measure() + " bytes");
        }
    }

    private long measure() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        hear(15);
        long before = threads.getCurrentThreadAllocatedBytes();
        hear(15);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(features.value(0)).isFinite();
        return allocated;
    }

    private void hear(int seconds) {
        int framesOfVoice = voice.length / MediaTime.FRAME_SAMPLES;
        for (int f = 0; f < seconds * MediaTime.FRAMES_PER_SECOND; f++) {
            if (frames % 500 < 450) {
                frame.setAudio(frames, voice, (int) (frames % framesOfVoice) * MediaTime.FRAME_SAMPLES, 0);
            } else {
                frame.setGap(frames, 0);
            }
            frames++;
            extractor.accept(frame);
            if (frames % MediaTime.FRAMES_PER_SECOND == 0) {
                extractor.read(features);
            }
        }
    }
}
