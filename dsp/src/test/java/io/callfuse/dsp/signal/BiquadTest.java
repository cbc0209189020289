package io.callfuse.dsp.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BiquadTest {
    @Test
    void shouldLetPassWhatLiesInItsBandAndHalveThePowerAtItsCorner() {
        assertThat(gainDb(Biquad.lowPass(1000, 8000), 100)).isCloseTo(0, within(0.05));
        assertThat(gainDb(Biquad.lowPass(1000, 8000), 1000)).isCloseTo(-3.01, within(0.05));
        assertThat(gainDb(Biquad.lowPass(1000, 8000), 3000)).isLessThan(-20);
        assertThat(gainDb(Biquad.highPass(300, 8000), 3000)).isCloseTo(0, within(0.05));
        assertThat(gainDb(Biquad.highPass(300, 8000), 300)).isCloseTo(-3.01, within(0.05));
        assertThat(gainDb(Biquad.highPass(300, 8000), 50)).isLessThan(-30);
    }

    @Test
    void shouldStartAfreshWhenReset() {
        Biquad used = Biquad.lowPass(500, 8000);
        for (float sample : Signals.noise(1, 1, 100)) {
            used.next(sample);
        }
        used.reset();
        assertThat(used.next(1)).isEqualTo(Biquad.lowPass(500, 8000).next(1));
    }

    @Test
    void shouldFilterEverySecondSampleAsOneByOne() {
        Biquad once = Biquad.highPass(90, 4000);
        Biquad oneByOne = Biquad.highPass(90, 4000);
        float[] samples = Signals.noise(4, 0.5, 321);
        float[] into = new float[165];
        once.nextOfEven(samples, into, 5, 60);
        once.nextOfEven(java.util.Arrays.copyOfRange(samples, 120, 321), into, 65, 100);
        assertThat(into[4]).isZero();
        for (int i = 0; i < 160; i++) {
            assertThat((double) into[5 + i]).isCloseTo(oneByOne.next(samples[2 * i]), within(1e-7));
        }
        assertThat(once.next(0.25)).isCloseTo(oneByOne.next(0.25), within(1e-12));
    }

    private static double gainDb(Biquad filter, double hz) {
        float[] in = Signals.sine(hz, 0.5, 16000);
        float[] out = new float[in.length];
        for (int i = 0; i < in.length; i++) {
            out[i] = (float) filter.next(in[i]);
        }
        return Decibels.levelDbfs(out, 8000, 8000) - Decibels.levelDbfs(in, 8000, 8000);
    }
}
