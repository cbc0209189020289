package io.callfuse.dsp.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FramerTest {
    @Test
    void shouldGiveOverlappingFramesThatBeginEveryHop() {
        Framer framer = new Framer(256, 80, 160);
        short[] ramp = ramp(1600);
        float[] frame = new float[256];
        int frames = 0;
        for (int start = 0; start < ramp.length; start += 160) {
            framer.accept(ramp, start, 160);
            while (framer.next(frame)) {
                for (int i = 0; i < frame.length; i++) {
                    assertThat(frame[i]).isEqualTo((frames * 80 + i) / 32768f);
                }
                frames++;
            }
        }
        assertThat(frames).isEqualTo((1600 - 256) / 80 + 1);
    }

    @Test
    void shouldTakeScaledSamplesAsTheyAre() {
        Framer framer = new Framer(4, 2, 4);
        framer.accept(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 4);
        float[] frame = new float[4];
        assertThat(framer.next(frame)).isTrue();
        assertThat(frame).containsExactly(0.1f, 0.2f, 0.3f, 0.4f);
        assertThat(framer.next(frame)).isFalse();
    }

    @Test
    void shouldForgetWhatCameBeforeAReset() {
        Framer framer = new Framer(4, 4, 3);
        framer.accept(new short[] {1, 2, 3}, 0, 3);
        framer.reset();
        framer.accept(new short[] {7, 7, 7}, 0, 3);
        assertThat(framer.next(new float[4])).isFalse();
    }

    @Test
    void shouldRefuseABlockWhileFramesWait() {
        Framer framer = new Framer(4, 4, 4);
        framer.accept(new short[4], 0, 4);
        framer.accept(new short[4], 0, 4);
        assertThatThrownBy(() -> framer.accept(new short[4], 0, 4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("frames wait to be taken");
    }

    @Test
    void shouldRefuseAHopThatSkipsSamples() {
        assertThatThrownBy(() -> new Framer(256, 257, 160)).hasMessage("hopSize is 257, not 1..256");
        assertThatThrownBy(() -> new Framer(256, 0, 160)).hasMessage("hopSize is 0, not 1..256");
        assertThatThrownBy(() -> new Framer(256, 80, 0)).hasMessage("maxBlockSize is 0, not at least 1");
    }

    private static short[] ramp(int length) {
        short[] ramp = new short[length];
        for (int i = 0; i < length; i++) {
            ramp[i] = (short) i;
        }
        return ramp;
    }
}
