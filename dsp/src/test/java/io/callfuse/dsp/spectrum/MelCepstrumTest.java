package io.callfuse.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.ChildJvm;
import io.callfuse.dsp.Signals;
import io.callfuse.dsp.kernel.Kernels;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a frame to its power, its mel bands and its cepstrum. */
@Timeout(120)
class MelCepstrumTest {
    private static final int SIZE = 256;
    private static final String GOLDEN = "22c1712ce17576eb";

    private final PowerSpectrum spectrum = new PowerSpectrum(SIZE, Signals.RATE_HZ);

    @Test
    void shouldAddUpToTheMeanSquareOfTheSignal() {
        spectrum.compute(Signals.sine(1000, 0.5, SIZE));
        assertThat(sum(spectrum.power())).isCloseTo(0.125, within(1e-6));
        assertThat(spectrum.binOf(1000)).isEqualTo(32);
        assertThat(spectrum.power()[32]).isCloseTo(0.125f * 2 / 3, within(1e-6f));
    }

    @Test
    void shouldTakeAFrameOfNoSamplesForSilenceAndGoOn() {
        for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1e30f}) {
            float[] frame = Signals.noise(1, 0.5, SIZE);
            frame[100] = bad;
            spectrum.compute(frame);
            assertThat(spectrum.power()).containsOnly(0f);
            spectrum.compute(Signals.sine(1000, 0.5, SIZE));
            assertThat(sum(spectrum.power())).isCloseTo(0.125, within(1e-6));
        }
    }

    @Test
    void shouldRefuseAFrequencyBeyondItsBins() {
        assertThatThrownBy(() -> spectrum.binOf(4100)).hasMessageContaining("4100");
        assertThatThrownBy(() -> new MelFilterbank(20, 250, 4100, spectrum)).hasMessageContaining("4100");
        assertThatThrownBy(() -> new PowerSpectrum(SIZE, 0)).hasMessageContaining("sampleRateHz");
    }

    @Test
    void shouldPutASineIntoTheBandAroundIt() {
        MelFilterbank mel = new MelFilterbank(14, 250, 3500, spectrum);
        float[] bands = new float[14];
        for (int b = 0; b < mel.bands(); b++) {
            spectrum.compute(Signals.sine(mel.centreHz(b), 0.5, SIZE));
            mel.apply(spectrum.power(), bands);
            assertThat(loudest(bands)).isEqualTo(b);
        }
    }

    @Test
    void shouldShareOutEachBinBetweenItsTwoBands() {
        MelFilterbank mel = new MelFilterbank(20, 250, 3500, spectrum);
        float[] flat = new float[SIZE / 2 + 1];
        float[] bands = new float[20];
        for (int bin = spectrum.binOf(mel.centreHz(0)) + 1; bin < spectrum.binOf(mel.centreHz(19)); bin++) {
            flat[bin] = 1;
            mel.apply(flat, bands);
            assertThat(sum(bands)).isCloseTo(1, within(1e-6));
            flat[bin] = 0;
        }
    }

    @Test
    void shouldGiveLevelsInDecibels() {
        MelFilterbank mel = new MelFilterbank(3, 250, 3500, spectrum);
        float[] levels = new float[3];
        mel.levels(new float[] {1, 0.001f, 0}, levels);
        assertThat(levels[0]).isCloseTo(0, within(1e-5f));
        assertThat(levels[1]).isCloseTo(-30, within(1e-5f));
        assertThat(levels[2]).isCloseTo(-100, within(1e-4f));
    }

    @Test
    void shouldHaveNoCepstrumForAFlatSpectrumAndOneCoefficientForACosine() {
        Mfcc cepstrum = new Mfcc(13, 20);
        float[] levels = new float[20];
        float[] coefficients = new float[13];
        Arrays.fill(levels, -20);
        cepstrum.transform(levels, coefficients);
        for (float coefficient : coefficients) {
            assertThat(coefficient).isCloseTo(0, within(1e-5f));
        }
        for (int j = 0; j < 20; j++) {
            levels[j] = (float) (10 * StrictMath.cos(Math.PI * 3 * (j + 0.5) / 20));
        }
        cepstrum.transform(levels, coefficients);
        for (int i = 0; i < 13; i++) {
            assertThat(coefficients[i]).isCloseTo(i == 2 ? 5 : 0, within(1e-5f));
        }
        assertThatThrownBy(() -> cepstrum.transform(levels, new float[12])).hasMessageContaining("12");
    }

    /** In child machines: interpreted and compiled, plain and on the Vector API; the build runs this on JDK 17 and 25. */
    @Test
    void shouldGiveTheGoldenBitsEverywhere(@TempDir Path folder) throws Exception {
        ChildJvm machine = new ChildJvm(folder);
        String export = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED";
        assertThat(machine.run(Bits.class, "20", "-Xint")).isEqualTo(GOLDEN);
        assertThat(machine.run(Bits.class, "20", "-Xint", export)).isEqualTo(GOLDEN);
        assertThat(machine.run(Bits.class, "20000")).isEqualTo(GOLDEN);
        assertThat(machine.run(Bits.class, "20000", export)).isEqualTo(GOLDEN);
        assertThat(machine.complaint()).isEmpty();
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static int loudest(float[] bands) {
        int loudest = 0;
        for (int b = 1; b < bands.length; b++) {
            loudest = bands[b] > bands[loudest] ? b : loudest;
        }
        return loudest;
    }

    /** Prints a hash of the cepstra of the first 20 frames of noise, after as many frames as the argument says. */
    static final class Bits {
        public static void main(String[] arguments) {
            PowerSpectrum spectrum = new PowerSpectrum(SIZE, Signals.RATE_HZ, Kernels.best());
            MelFilterbank mel = new MelFilterbank(20, 250, 3500, spectrum);
            Mfcc cepstrum = new Mfcc(13, 20);
            float[] noise = Signals.noise(9, 0.5, SIZE + 20 * 80);
            float[] bands = new float[20];
            float[] coefficients = new float[13];
            long hash = 0;
            for (int frame = 0; frame < Integer.parseInt(arguments[0]); frame++) {
                hash = frame % 20 == 0 ? 0 : hash;
                int from = frame % 20 * 80;
                spectrum.compute(Arrays.copyOfRange(noise, from, from + SIZE));
                mel.apply(spectrum.power(), bands);
                mel.levels(bands, bands);
                cepstrum.transform(bands, coefficients);
                for (float coefficient : coefficients) {
                    hash = hash * 0x5851f42d4c957f2dL + Float.floatToIntBits(coefficient);
                }
            }
            System.out.printf("%016x%n", hash);
        }
    }
}
