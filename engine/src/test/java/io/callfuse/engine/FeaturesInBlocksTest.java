package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.feature.Voices;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.LinearAssembler;
import io.callfuse.engine.ingress.MediaFrameSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However a stream is cut on its way here, the features are the same bits. */
@Timeout(30)
class FeaturesInBlocksTest {
    private static final int RATE_HZ = 8000;
    private final short[] voice = Voices.voice(170, 4, 0.4, 1, 12);

    @Test
    void shouldMeasureTheSameBitsOfOneBlockOfPacketsAndOfOddBlocks() {
        List<Long> whole = bits(voice.length, voice.length);
        assertThat(bits(160, 160)).isEqualTo(whole);
        assertThat(bits(1, 997)).isEqualTo(whole);
        assertThat(bits(1, 1)).isEqualTo(whole);
        assertThat(whole).hasSize(12 * FeatureVector.names().size()).doesNotContainNull();
    }

    /** The features of each second, the voice having come in blocks of a random length between two. */
    private List<Long> bits(int shortest, int longest) {
        Random random = new Random(longest);
        Listener listener = new Listener();
        LinearAssembler assembler = new LinearAssembler(listener);
        int at = 0;
        while (at < voice.length) {
            int length = Math.min(voice.length - at, shortest + random.nextInt(longest - shortest + 1));
            assembler.accept(voice, at, length, RATE_HZ, at);
            at += length;
        }
        assembler.end(EndOfMedia.COMPLETED);
        return listener.bits;
    }

    private static final class Listener implements MediaFrameSink {
        private final FeatureExtractor extractor = new FeatureExtractor();
        private final FeatureVector features = new FeatureVector();
        private final MediaFrame frame = new MediaFrame();
        private final List<Long> bits = new ArrayList<>();
        private long frames;

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            frame.setAudio(frames++, samples, offset, arrivalNs);
            extractor.accept(frame);
            if (frames % 50 == 0) {
                extractor.read(features);
                for (int i = 0; i < FeatureVector.names().size(); i++) {
                    bits.add(Double.doubleToLongBits(features.value(i)));
                }
            }
        }

        @Override
        public void gap(long insertedAtNs) {
            throw new AssertionError("there is no gap");
        }

        @Override
        public void digit(char digit) {
            throw new AssertionError("nobody pressed " + digit);
        }

        @Override
        public void end(EndOfMedia reason) {
            assertThat(reason).isEqualTo(EndOfMedia.COMPLETED);
        }
    }
}
