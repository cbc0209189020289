package io.callfuse.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RealFftTest {

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32, 64, 128, 256, 512, 1024})
    void shouldTransformAsTheDefinitionDoes(int size) {
        float[] frame = Signals.noise(7, 1, size);
        float[] re = new float[size / 2 + 1];
        float[] im = new float[size / 2 + 1];
        float[] squared = new float[size / 2 + 1];
        RealFft transform = new RealFft(size);
        transform.transform(frame, re, im);
        transform.squaredMagnitude(frame, squared);
        for (int k = 0; k <= size / 2; k++) {
            double exactRe = 0;
            double exactIm = 0;
            for (int i = 0; i < size; i++) {
                exactRe += frame[i] * StrictMath.cos(2 * Math.PI * ((long) k * i % size) / size);
                exactIm -= frame[i] * StrictMath.sin(2 * Math.PI * ((long) k * i % size) / size);
            }
            assertThat(re[k]).isCloseTo((float) exactRe, within(4e-7f * size));
            assertThat(im[k]).isCloseTo((float) exactIm, within(4e-7f * size));
            assertThat((double) squared[k])
                    .isCloseTo(exactRe * exactRe + exactIm * exactIm, within(1e-6 * size * size / 12));
        }
    }

    @Test
    void shouldBeExactForAnImpulse() {
        float[] frame = new float[256];
        frame[0] = 1;
        float[] squared = new float[129];
        new RealFft(256).squaredMagnitude(frame, squared);
        assertThat(squared).containsOnly(1f);
    }

    @Test
    void shouldKeepTheEnergy() {
        float[] frame = Signals.noise(3, 0.5, 512);
        float[] squared = new float[257];
        new RealFft(512).squaredMagnitude(frame, squared);
        double energy = 0;
        for (float sample : frame) {
            energy += (double) sample * sample;
        }
        double sum = squared[0] + squared[256];
        for (int k = 1; k < 256; k++) {
            sum += 2.0 * squared[k];
        }
        assertThat(sum / 512).isCloseTo(energy, within(1e-5 * energy));
    }

    @Test
    void shouldNotRememberTheFrameBefore() {
        RealFft transform = new RealFft(256);
        float[] first = new float[129];
        float[] again = new float[129];
        transform.squaredMagnitude(Signals.noise(5, 1, 256), first);
        float[] bad = Signals.noise(6, 1, 256);
        bad[9] = Float.NaN;
        transform.squaredMagnitude(bad, again);
        transform.squaredMagnitude(Signals.noise(5, 1, 256), again);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void shouldRefuseASizeThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new RealFft(240)).hasMessage("size is 240, not a power of two of 8 at least");
        assertThatThrownBy(() -> new RealFft(4)).hasMessage("size is 4, not a power of two of 8 at least");
    }
}
