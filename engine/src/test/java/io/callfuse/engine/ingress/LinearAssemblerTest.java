package io.callfuse.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.call.MediaTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LinearAssemblerTest {
    private final CollectingSink sink = new CollectingSink();
    private final LinearAssembler assembler = new LinearAssembler(sink);

    @Test
    void shouldPassEightKilohertzBitExact() {
        short[] pcm = noise(1, 1600);
        assembler.accept(pcm, 0, pcm.length, 8000, 7);
        assembler.end(EndOfMedia.COMPLETED);
        assertThat(sink.samples()).isEqualTo(pcm);
        assertThat(sink.end).isEqualTo(EndOfMedia.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 11_025, 16_000, 44_100, 48_000, 8192})
    void shouldGiveTheSameFramesWhateverTheBlocks(int rateHz) {
        short[] pcm = noise(rateHz, rateHz + 77);
        assembler.accept(pcm, 0, pcm.length, rateHz, 0);
        assembler.end(EndOfMedia.COMPLETED);
        CollectingSink pieceSink = new CollectingSink();
        LinearAssembler pieces = new LinearAssembler(pieceSink);
        Random random = new Random(rateHz);
        for (int at = 0; at < pcm.length; ) {
            int length = Math.min(random.nextInt(1500), pcm.length - at);
            pieces.accept(pcm, at, length, rateHz, 0);
            at += length;
        }
        pieces.end(EndOfMedia.COMPLETED);
        assertThat(pieceSink.frames).hasSameSizeAs(sink.frames);
        assertThat(pieceSink.samples()).isEqualTo(sink.samples());
    }

    @Test
    void shouldFillTheLastFrameWithZeros() {
        short[] pcm = noise(3, 250);
        assembler.accept(pcm, 0, pcm.length, 8000, 0);
        assertThat(sink.frames).hasSize(1);
        assembler.end(EndOfMedia.TRUNCATED);
        assertThat(sink.samples()).isEqualTo(Arrays.copyOf(pcm, 2 * MediaTime.FRAME_SAMPLES));
        assertThat(sink.end).isEqualTo(EndOfMedia.TRUNCATED);
    }

    @Test
    void shouldAddNoFrameAtTheEndWhenNoneIsBegun() {
        assembler.accept(noise(4, 320), 0, 320, 8000, 0);
        assembler.end(EndOfMedia.COMPLETED);
        assertThat(sink.frames).hasSize(2);
    }

    @Test
    void shouldDateAFrameByItsLastSample() {
        short[] pcm = noise(5, 160);
        assembler.accept(pcm, 0, 100, 8000, 10);
        assembler.accept(pcm, 100, 60, 8000, 20);
        assertThat(sink.arrivalsNs).containsExactly(20L);
        assertThat(sink.samples()).isEqualTo(pcm);
    }

    @Test
    void shouldGoOnWhenThePeerChangesItsSampleRate() {
        short[] pcm = noise(6, 480);
        assembler.accept(pcm, 0, 160, 8000, 0);
        assembler.accept(pcm, 0, 320, 16_000, 0);
        assembler.accept(pcm, 0, 480, 24_000, 0);
        assembler.accept(pcm, 0, 160, 8000, 0);
        assertThat(sink.frames).hasSize(4);
        assertThat(sink.frames.get(3)).isEqualTo(Arrays.copyOf(pcm, 160));
    }

    @Test
    void shouldRefuseARateThatNoFilterFits() {
        assertThatThrownBy(() -> assembler.accept(new short[10], 0, 10, 4000, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4000 Hz");
    }

    private static short[] noise(long seed, int samples) {
        Random random = new Random(seed);
        short[] noise = new short[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (short) random.nextInt();
        }
        return noise;
    }
}
