package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class ToneTest {
    @Test
    void shouldHearTheToneThatIsPlayed() {
        assertThat(Tone.isHeard(sine(1000, 3000), 1000)).isTrue();
        assertThat(Tone.isHeard(sine(440, 3000), 440)).isTrue();
    }

    @Test
    void shouldNotTakeAnotherToneForIt() {
        assertThat(Tone.isHeard(sine(440, 3000), 660)).isFalse();
        assertThat(Tone.isHeard(sine(1000, 3000), 660)).isFalse();
    }

    @Test
    void shouldNotHearTonesInSilenceOrNoise() {
        Random random = new Random(7);
        short[] noise = new short[800];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (3000 * random.nextGaussian());
        }
        assertThat(Tone.isHeard(new short[800], 1000)).isFalse();
        assertThat(Tone.isHeard(sine(1000, 20), 1000)).isFalse();
        assertThat(Tone.isHeard(noise, 1000)).isFalse();
    }

    private static short[] sine(double frequencyHz, double amplitude) {
        short[] samples = new short[800];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (amplitude * Math.sin(2 * Math.PI * frequencyHz * i / 8000));
        }
        return samples;
    }
}
