package io.callfuse.dsp.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SoundActivityTest {
    private static final int FRAME = 160;

    private final Random random = new Random(7);
    private final SoundActivity activity = new SoundActivity(FRAME);

    /** Noise of this standard deviation with an offset. */
    private short[] noise(double deviation, int offset) {
        short[] frame = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            frame[i] = (short) Math.round(offset + deviation * random.nextGaussian());
        }
        return frame;
    }

    private int sounding(int frames, double deviation, int offset) {
        int count = 0;
        for (int i = 0; i < frames; i++) {
            count += activity.accept(noise(deviation, offset)) ? 1 : 0;
        }
        return count;
    }

    @Test
    void shouldTellSyllablesFromThePausesBetweenThem() {
        assertThat(sounding(100, 8, 0)).as("a quiet line").isZero();
        int told = 0;
        for (int word = 0; word < 10; word++) {
            told += sounding(20, 2000, 0) + sounding(20, 8, 0);
        }
        assertThat(told).as("of 200 frames").isBetween(195, 200);
    }

    @Test
    void shouldTellAFrameAsManyFramesLaterAsItSays() {
        sounding(50, 8, 0);
        int from = -1;
        for (int i = 0; i < 10; i++) {
            if (activity.accept(noise(2000, 0)) && from < 0) {
                from = i;
            }
        }
        assertThat(from).isEqualTo(SoundActivity.LAG_FRAMES);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldTakeNoClickForSound(int frames) {
        sounding(50, 8, 0);
        assertThat(sounding(frames, 8000, 0) + sounding(20, 8, 0)).isZero();
    }

    @Test
    void shouldGetUsedToSteadyNoise() {
        sounding(200, 400, 0);
        assertThat(sounding(200, 400, 0)).isZero();
        assertThat(sounding(50, 4000, 0)).isGreaterThan(45);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3000})
    void shouldTakeSilenceAndAnOffsetForNothing(int offset) {
        assertThat(sounding(200, 0, offset)).isZero();
    }

    @Test
    void shouldHearNothingInAGapAndGoOnAfterIt() {
        sounding(50, 2000, 0);
        int told = 0;
        for (int i = 0; i < 100; i++) {
            told += activity.acceptGap() ? 1 : 0;
        }
        assertThat(told).as("what was judged late").isLessThanOrEqualTo(SoundActivity.LAG_FRAMES);
        sounding(30, 8, 0);
        assertThat(sounding(30, 2000, 0)).isGreaterThan(25);
    }
}
