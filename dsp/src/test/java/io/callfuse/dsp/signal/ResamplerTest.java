package io.callfuse.dsp.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ResamplerTest {
    private static final double AMPLITUDE = 16_000;
    /** Outputs to skip until the filter has left the silence it started in. */
    private static final int SETTLED = 80;

    @ParameterizedTest
    @ValueSource(ints = {11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000, 8001, 47_999})
    void shouldKeepTheLevelOfEveryToneOfTelephoneSpeech(int rateHz) {
        for (double toneHz : new double[] {50, 300, 1000, 2000, 3000, 3400}) {
            double gainDb =
                    20 * Math.log10(peak(resampled(tone(rateHz, toneHz, rateHz / 2), rateHz), toneHz) / AMPLITUDE);
            assertThat(gainDb).as("%s Hz at %d Hz", toneHz, rateHz).isCloseTo(0, within(0.1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000})
    void shouldLetNoAliasThrough(int rateHz) {
        for (double toneHz = 4000; toneHz < rateHz / 2.0; toneHz *= 1.07) {
            double rms = rms(resampled(tone(rateHz, toneHz, rateHz / 4), rateHz));
            double levelDb = 20 * Math.log10(rms / (AMPLITUDE / Math.sqrt(2)) + 1e-12);
            assertThat(levelDb).as("%s Hz at %d Hz", toneHz, rateHz).isLessThan(-60);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 8001, 11_025, 16_000, 44_100, 48_000, 192_000})
    void shouldGiveTheSameBitsWhateverTheBlocks(int rateHz) {
        Random random = new Random(rateHz);
        short[] input = noise(random, rateHz / 3);
        short[] whole = resampled(input, rateHz);
        Resampler resampler = new Resampler(PolyphaseFilter.design(rateHz));
        short[] pieces = new short[whole.length];
        short[] out = new short[1000];
        int produced = 0;
        for (int at = 0; at < input.length; ) {
            int length = Math.min(random.nextInt(1000), input.length - at);
            int count = resampler.resample(input, at, length, out);
            System.arraycopy(out, 0, pieces, produced, count);
            produced += count;
            at += length;
        }
        assertThat(produced).isEqualTo(whole.length);
        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    void shouldPassEightKilohertzUntouched() {
        short[] input = noise(new Random(1), 8000);
        assertThat(resampled(input, 8000)).isEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(ints = {11_025, 16_000, 22_050, 44_100, 48_000, 8001, 192_000})
    void shouldGiveAsManySamplesAsTheTimeTakes(int rateHz) {
        for (int length : new int[] {0, 1, 7, 160, 441, 882, rateHz}) {
            int expected = (int) Math.ceil(length * 8000.0 / rateHz);
            assertThat(resampled(new short[length], rateHz)).hasSize(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 22_050, 44_100, 48_000})
    void shouldLagByItsGroupDelay(int rateHz) {
        double toneHz = 500;
        short[] output = resampled(tone(rateHz, toneHz, rateHz / 2), rateHz);
        double delayS = PolyphaseFilter.GROUP_DELAY_MS / 1000;
        for (int i = SETTLED; i < output.length; i++) {
            double expected = AMPLITUDE * Math.sin(2 * Math.PI * toneHz * (i / 8000.0 - delayS));
            assertThat((double) output[i]).isCloseTo(expected, within(20.0));
        }
    }

    @Test
    void shouldClipAndNotWrapWhatOvershoots() {
        short[] square = new short[48_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 48 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] output = resampled(square, 48_000);
        for (int i = SETTLED; i < output.length; i++) {
            double fromMiddleS = (i / 8000.0 - PolyphaseFilter.GROUP_DELAY_MS / 1000 + 1) % 0.001 - 0.0005;
            if (Math.abs(fromMiddleS) < 0.0003) {
                int half = (int) Math.floor((i / 8000.0 - PolyphaseFilter.GROUP_DELAY_MS / 1000 + 1) / 0.001) % 2;
                assertThat(output[i] > 0).as("sample %d", i).isEqualTo(half == 0);
            }
        }
    }

    @Test
    void shouldComputeTheSameBitsOnEveryJdk() {
        short[] output = resampled(noise(new Random(44_100), 44_100), 44_100);
        assertThat(Arrays.hashCode(output)).isEqualTo(GOLDEN_HASH);
    }

    @Test
    void shouldRefuseRatesOutOfRange() {
        assertThatThrownBy(() -> PolyphaseFilter.design(7999)).hasMessageContaining("7999 Hz");
        assertThatThrownBy(() -> PolyphaseFilter.design(192_001)).hasMessageContaining("192001 Hz");
    }

    @Test
    void shouldRefuseTooLittleRoom() {
        Resampler resampler = new Resampler(PolyphaseFilter.design(16_000));
        assertThatThrownBy(() -> resampler.resample(new short[320], 0, 320, new short[159]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("160");
    }

    /** Of one second of seeded noise at 44.1 kHz; a change means that recordings of old decisions no longer replay. */
    private static final int GOLDEN_HASH = 215_629_512;

    private static short[] resampled(short[] input, int rateHz) {
        Resampler resampler = new Resampler(PolyphaseFilter.design(rateHz));
        short[] out = new short[resampler.maxOutput(input.length)];
        return Arrays.copyOf(out, resampler.resample(input, 0, input.length, out));
    }

    private static short[] tone(int rateHz, double toneHz, int samples) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * toneHz * i / rateHz));
        }
        return tone;
    }

    private static short[] noise(Random random, int samples) {
        short[] noise = new short[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (short) random.nextInt();
        }
        return noise;
    }

    /** Amplitude of the tone in the output, by correlation over whole periods (all tones here have one in 20 ms). */
    private static double peak(short[] output, double toneHz) {
        int length = (output.length - SETTLED) / 160 * 160;
        double cosine = 0;
        double sine = 0;
        for (int i = SETTLED; i < SETTLED + length; i++) {
            cosine += output[i] * Math.cos(2 * Math.PI * toneHz * i / 8000);
            sine += output[i] * Math.sin(2 * Math.PI * toneHz * i / 8000);
        }
        return 2 * Math.hypot(cosine, sine) / length;
    }

    private static double rms(short[] output) {
        double sum = 0;
        for (int i = SETTLED; i < output.length; i++) {
            sum += (double) output[i] * output[i];
        }
        return Math.sqrt(sum / (output.length - SETTLED));
    }
}
