package io.callfuse.engine.cli.check.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ToneEarTest {
    private static final int FRAME = 160;

    private final ToneEar ear = new ToneEar();

    private void hear(double frequencyHz, double amplitude, double noise, int frames) {
        Random random = new Random(7);
        short[] samples = new short[FRAME];
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < FRAME; i++) {
                double phase = 2 * Math.PI * frequencyHz * (frame * FRAME + i) / 8000;
                samples[i] = (short) Math.round(amplitude * Math.sin(phase + 0.3) + noise * random.nextGaussian());
            }
            ear.audio(samples, 0, 0);
        }
    }

    @Test
    void shouldKnowTheToneThatWasPlayed() throws Exception {
        hear(1000, 7000, 0, 50);
        assertThat(ear.awaitEnough(1)).isTrue();
        assertThat(ear.toneShare()).isCloseTo(1, within(0.001));
        assertThat(ear.firstAfterMs()).isNotNegative();
    }

    @Test
    void shouldNotTakeAnotherToneOrNoiseForIt() {
        hear(440, 7000, 0, 50);
        assertThat(ear.toneShare()).isLessThan(0.1);
        ToneEar other = new ToneEar();
        assertThat(other.toneShare()).isZero();
    }

    @Test
    void shouldHearTheToneThroughNoiseInProportion() {
        hear(1000, 4000, 2000, 200);
        double expected = 4000.0 * 4000 / 2 / (4000.0 * 4000 / 2 + 2000.0 * 2000);
        assertThat(ear.toneShare()).isCloseTo(expected, within(0.05));
    }

    @Test
    void shouldNotCountSilenceForOrAgainst() throws Exception {
        hear(1000, 0, 3, 20);
        hear(1000, 7000, 0, 20);
        assertThat(ear.toneShare()).isGreaterThan(0.99);
        assertThat(ear.frames()).isEqualTo(40);
        assertThat(ear.awaitEnough(1)).isFalse();
    }
}
