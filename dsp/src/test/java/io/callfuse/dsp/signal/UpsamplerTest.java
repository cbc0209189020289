package io.callfuse.dsp.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UpsamplerTest {
    private static final int RATE_HZ = 8000;
    private static final double AMPLITUDE = 16_000;
    private static final int SETTLED_INPUTS = 100;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6})
    void shouldDrawTheSameToneWithMoreSamples(int factor) {
        for (double toneHz : new double[] {50, 300, 1000, 2000, 3000, 3400}) {
            short[] out = raised(tone(toneHz, RATE_HZ, 0), factor);
            double worst = 0;
            for (int i = SETTLED_INPUTS * factor; i < out.length; i++) {
                double atS = (double) i / factor / RATE_HZ - PolyphaseFilter.GROUP_DELAY_MS / 1000;
                worst = Math.max(worst, Math.abs(out[i] - AMPLITUDE * Math.sin(2 * Math.PI * toneHz * atS)));
            }
            assertThat(worst / AMPLITUDE).as("%s Hz by %d", toneHz, factor).isLessThan(0.012);
        }
    }

    @Test
    void shouldAddNothingAboveTheTelephoneBand() {
        Resampler down = new Resampler(PolyphaseFilter.design(2 * RATE_HZ));
        short[] in = tone(3000, RATE_HZ, 0.3);
        short[] up = raised(in, 2);
        short[] high = new short[up.length];
        // Turned by half the sample rate, what was above 4 kHz lies below it.
        for (int i = 0; i < up.length; i++) {
            high[i] = (short) (i % 2 == 0 ? up[i] : -up[i]);
        }
        short[] out = new short[down.maxOutput(high.length)];
        int count = down.resample(high, 0, high.length, out);
        double sum = 0;
        for (int i = SETTLED_INPUTS; i < count; i++) {
            sum += (double) out[i] * out[i];
        }
        assertThat(Math.sqrt(sum / count)).isLessThan(AMPLITUDE * 0.001);
    }

    @Test
    void shouldPassEverythingUntouchedAtFactorOne() {
        short[] in = tone(1000, 480, 0.7);
        assertThat(raised(in, 1)).isEqualTo(in);
    }

    @Test
    void shouldGiveTheSameBitsWhateverTheBlocksAndAfterAReset() {
        Random random = new Random(8);
        short[] in = new short[800];
        for (int i = 0; i < in.length; i++) {
            in[i] = (short) random.nextInt();
        }
        short[] whole = raised(in, 2);
        Upsampler upsampler = new Upsampler(2);
        upsampler.accept(in, new short[1600]);
        upsampler.reset();
        short[] pieces = new short[1600];
        for (int at = 0; at < in.length; at += 160) {
            short[] out = new short[320];
            upsampler.accept(Arrays.copyOfRange(in, at, at + 160), out);
            System.arraycopy(out, 0, pieces, 2 * at, 320);
        }
        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    void shouldKeepFullScaleWithinSixteenBits() {
        short[] in = new short[400];
        for (int i = 0; i < in.length; i++) {
            in[i] = i / 20 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = raised(in, 2);
        int lag = (int) (2 * RATE_HZ * PolyphaseFilter.GROUP_DELAY_MS / 1000);
        for (int plateau = 2; plateau < 18; plateau++) {
            for (int i = 20 * plateau + 6; i < 20 * plateau + 14; i++) {
                assertThat(Integer.signum(out[2 * i + lag])).as("sample %d", i).isEqualTo(Integer.signum(in[i]));
            }
        }
    }

    @Test
    void shouldRefuseAFactorItHasNoFilterFor() {
        assertThatThrownBy(() -> new Upsampler(0)).hasMessageContaining("factor 0");
        assertThatThrownBy(() -> new Upsampler(7)).hasMessageContaining("factor 7");
        assertThatThrownBy(() -> new Upsampler(2).accept(new short[2], new short[3]))
                .hasMessageContaining("room for 3");
    }

    private static short[] raised(short[] in, int factor) {
        short[] out = new short[in.length * factor];
        new Upsampler(factor).accept(in, out);
        return out;
    }

    private static short[] tone(double toneHz, int samples, double phase) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * toneHz * i / RATE_HZ + phase));
        }
        return tone;
    }
}
