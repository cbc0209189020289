package io.callfuse.dsp.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DcBlockerTest {
    private static final int BLOCK = 160;
    private static final double OFFSET = 0.05;

    private final DcBlocker blocker = new DcBlocker(BLOCK);

    @Test
    void shouldTakeAnOffsetOffFromTheFirstBlockOn() {
        float[] out = filter(200, 0.1, OFFSET, 50);
        for (int block = 0; block < 50; block++) {
            assertThat(mean(out, block * BLOCK)).as("mean of block %d", block).isCloseTo(0, within(1e-4));
        }
    }

    @Test
    void shouldFollowAnOffsetThatComesDuringACall() {
        filter(200, 0.1, 0, 20);
        float[] out = filter(200, 0.1, OFFSET, 100);
        assertThat(mean(out, 48 * BLOCK)).isCloseTo(0, within(OFFSET / 20));
        assertThat(mean(out, 99 * BLOCK)).isCloseTo(0, within(OFFSET / 400));
    }

    @Test
    void shouldLeaveATelephoneVoiceAsItIs() {
        float[] out = filter(330, 0.3, 0, 50);
        for (int i = 0; i < out.length; i++) {
            float within = i < 16 * BLOCK ? 0.014f : 0.001f;
            assertThat(out[i]).as("sample %d", i).isCloseTo((float) sample(330, 0.3, 0, i), within(within));
        }
    }

    @Test
    void shouldMakeNoStepBetweenBlocksWhileItFollows() {
        filter(1000, 0, 0, 20);
        float[] out = filter(1000, 0, OFFSET, 40);
        for (int i = 1; i < out.length; i++) {
            assertThat(Math.abs(out[i] - out[i - 1])).isLessThan((float) OFFSET / 16 / BLOCK * 1.1f);
        }
    }

    @Test
    void shouldBeginAnewAfterAReset() {
        filter(200, 0.1, 0, 20);
        blocker.reset();
        assertThat(mean(filter(200, 0.1, OFFSET, 1), 0)).isCloseTo(0, within(1e-4));
    }

    @Test
    void shouldStayInRangeAtTheEndsOfTheScale() {
        short[] block = new short[BLOCK];
        java.util.Arrays.fill(block, Short.MIN_VALUE);
        float[] out = new float[BLOCK];
        blocker.filter(block, out);
        assertThat(out).containsOnly(0f);
    }

    @Test
    void shouldRefuseAnEmptyBlock() {
        assertThatThrownBy(() -> new DcBlocker(0)).hasMessageContaining("0 samples");
    }

    private float[] filter(double frequencyHz, double amplitude, double offset, int blocks) {
        float[] out = new float[blocks * BLOCK];
        short[] block = new short[BLOCK];
        float[] into = new float[BLOCK];
        for (int from = 0; from < out.length; from += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                block[i] = Pcm16.round((float) (32768 * sample(frequencyHz, amplitude, offset, from + i)));
            }
            blocker.filter(block, into);
            System.arraycopy(into, 0, out, from, BLOCK);
        }
        return out;
    }

    private static double sample(double frequencyHz, double amplitude, double offset, int at) {
        return offset + amplitude * StrictMath.sin(2 * Math.PI * frequencyHz * at / 8000);
    }

    private static double mean(float[] samples, int from) {
        double sum = 0;
        for (int i = from; i < from + BLOCK; i++) {
            sum += samples[i];
        }
        return sum / BLOCK;
    }
}
