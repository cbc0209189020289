package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TelephoneLineTest {
    @Test
    void shouldBeTheSameLineForTheSameSeedAndAnotherForAnother() {
        short[] tone = tone(1000, 0.1);
        assertThat(new TelephoneLine(5).send(tone, -23)).isEqualTo(new TelephoneLine(5).send(tone, -23));
        assertThat(new TelephoneLine(6).send(tone, -23)).isNotEqualTo(new TelephoneLine(5).send(tone, -23));
    }

    @Test
    void shouldKeepTheBandAndLoseWhatLiesOutside() {
        for (long seed = 0; seed < 20; seed++) {
            double inBand = level(new TelephoneLine(seed).send(tone(1000, 0.1), -23));
            double below = level(new TelephoneLine(seed).send(tone(25, 0.1), -23));
            assertThat(inBand).isBetween(-26 - 13.0, -26 + 13.0);
            assertThat(below).isLessThan(inBand - 7);
        }
    }

    @Test
    void shouldPutNoiseUnderSilence() {
        double level = level(new TelephoneLine(3).send(new short[16_000], -26));
        assertThat(level).isBetween(-75.0, -20.0);
    }

    @Test
    void shouldNotDependOnTheLevelOfTheRecording() {
        double loud = level(new TelephoneLine(8).send(tone(800, 0.5), 20 * StrictMath.log10(0.5 / Math.sqrt(2))));
        double quiet = level(new TelephoneLine(8).send(tone(800, 0.02), 20 * StrictMath.log10(0.02 / Math.sqrt(2))));
        assertThat(quiet).isCloseTo(loud, within(0.5));
    }

    private static short[] tone(double hz, double amplitude) {
        short[] samples = new short[16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (32767 * amplitude * StrictMath.sin(2 * Math.PI * hz * i / 8000));
        }
        return samples;
    }

    private static double level(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += sample / 32768.0 * (sample / 32768.0);
        }
        return 10 * StrictMath.log10(sum / samples.length);
    }
}
