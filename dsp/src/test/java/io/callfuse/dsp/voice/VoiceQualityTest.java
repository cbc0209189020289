package io.callfuse.dsp.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class VoiceQualityTest {
    private static final int FRAME = 400;
    private static final int HOP = 160;
    private static final int SAMPLES = 16000;

    private final VoiceQuality quality = new VoiceQuality(Signals.RATE_HZ, FRAME, HOP);

    @ParameterizedTest
    @CsvSource({"5, 110", "10, 110", "20, 110", "5, 247.3", "10, 247.3", "20, 247.3"})
    void shouldFindHowMuchNoiseIsInAVoice(double ratioDb, double f0Hz) {
        float[] noise = Signals.noise(3, Math.sqrt(3), SAMPLES);
        float[] voice = Signals.pulses(f0Hz, 0, 1, SAMPLES);
        double gain = Math.sqrt(power(voice) / power(noise)) * StrictMath.exp(-ratioDb / 20 * StrictMath.log(10));
        for (int i = 0; i < SAMPLES; i++) {
            voice[i] += (float) (gain * noise[i]);
        }
        assertThat(meanOf(voice, f0Hz, quality::hnrDb)).isCloseTo(ratioDb, within(1.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {75, 133.7, 251.9, 480})
    void shouldHearThatASteadyVoiceIsClearAndSteady(double f0Hz) {
        float[] voice = pulses(f0Hz, 0, 0);
        assertThat(meanOf(voice, f0Hz, quality::hnrDb)).isGreaterThan(20);
        assertThat(meanOf(voice, f0Hz, quality::jitterLocal)).isBetween(0.0, 0.003);
        assertThat(meanOf(voice, f0Hz, quality::shimmerLocalDb)).isBetween(0.0, 0.15);
    }

    @ParameterizedTest
    @CsvSource({"0.005, 100", "0.02, 100", "0.04, 100", "0.02, 200", "0.02, 70"})
    void shouldMeasureHowPeriodsChangeTheirLength(double jitter, double f0Hz) {
        float[] voice = pulses(f0Hz, jitter, 0);
        assertThat(meanOf(voice, f0Hz, quality::jitterLocal)).isCloseTo(jitter, within(0.05 * jitter + 0.0005));
        assertThat(meanOf(voice, f0Hz, quality::shimmerLocalDb)).isLessThan(0.2);
    }

    @Test
    void shouldMeasureJitterThatIsDrawnByChance() {
        Random random = new Random(11);
        double period = 70;
        double[] times = new double[SAMPLES / 75];
        double[] amplitudes = new double[times.length];
        Arrays.fill(amplitudes, 0.5);
        double changes = 0;
        double previous = period;
        for (int p = 1; p < times.length; p++) {
            double next = period * (1 + 0.012 * random.nextGaussian());
            times[p] = times[p - 1] + next;
            changes += Math.abs(next - previous) / (times.length - 1);
            previous = next;
        }
        float[] voice = Voices.pulses(times, amplitudes, (int) times[times.length - 1]);
        double expected = changes / period;
        assertThat(meanOf(voice, Signals.RATE_HZ / period, quality::jitterLocal))
                .isCloseTo(expected, within(0.15 * expected));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 100", "1.5, 100", "3, 100", "1.5, 210"})
    void shouldMeasureHowPeriodsChangeTheirLevel(double shimmerDb, double f0Hz) {
        float[] voice = pulses(f0Hz, 0, shimmerDb);
        assertThat(meanOf(voice, f0Hz, quality::shimmerLocalDb)).isCloseTo(shimmerDb, within(0.05 * shimmerDb + 0.05));
        assertThat(meanOf(voice, f0Hz, quality::jitterLocal)).isLessThan(0.002);
    }

    @Test
    void shouldCountEachPeriodOnce() {
        float[] voice = Signals.pulses(125, 0, 0.5, SAMPLES);
        int periods = 0;
        for (int start = 0; start + FRAME <= SAMPLES; start += HOP) {
            quality.measure(voice, start, 125);
            periods += quality.periods();
        }
        double heardSeconds = (SAMPLES - FRAME) / Signals.RATE_HZ;
        assertThat(periods).isCloseTo((int) (heardSeconds * 125), within(3));
    }

    @Test
    void shouldNotCareForGainNorForDirectVoltage() {
        float[] voice = Signals.syllables(140, 4, 0.3, SAMPLES);
        double hnrDb = meanOf(voice, 140, quality::hnrDb);
        double jitter = meanOf(voice, 140, quality::jitterLocal);
        double shimmerDb = meanOf(voice, 140, quality::shimmerLocalDb);
        for (float[] changed : new float[][] {Voices.scaled(voice, 0.18, 0), Voices.scaled(voice, 1, 0.1)}) {
            assertThat(meanOf(changed, 140, quality::hnrDb)).isCloseTo(hnrDb, within(0.1));
            assertThat(meanOf(changed, 140, quality::jitterLocal)).isCloseTo(jitter, within(0.0005));
            assertThat(meanOf(changed, 140, quality::shimmerLocalDb)).isCloseTo(shimmerDb, within(0.05));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-9, 1e9, 3999})
    void shouldHaveNoValueWithoutAPitch(double f0Hz) {
        quality.measure(Signals.pulses(125, 0, 0.5, FRAME), 0, f0Hz);
        assertNoValue();
    }

    @Test
    void shouldHaveNoValueInSilence() {
        quality.measure(new float[FRAME], 0, 125);
        assertNoValue();
        float[] direct = new float[FRAME];
        Arrays.fill(direct, 0.25f);
        quality.measure(direct, 0, 125);
        assertNoValue();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE})
    void shouldHearAgainAfterSomethingThatIsNoNumber(float bad) {
        float[] voice = Signals.pulses(125, 0, 0.5, SAMPLES);
        double untroubled = meanOf(voice, 125, quality::hnrDb);
        float[] troubled = voice.clone();
        troubled[200] = bad;
        quality.measure(troubled, 0, 125);
        assertNoValue();
        assertThat(meanOf(voice, 125, quality::hnrDb)).isEqualTo(untroubled);
    }

    @Test
    void shouldStayInItsBoundsWhateverComes() {
        Random random = new Random(5);
        float[] noise = Signals.noise(9, 0.9, SAMPLES);
        for (int start = 0; start + FRAME <= SAMPLES; start += 7) {
            quality.measure(noise, start, 40 + 600 * random.nextDouble());
            assertThat(Double.isNaN(quality.hnrDb()) || Math.abs(quality.hnrDb()) <= 30.1)
                    .isTrue();
            assertThat(Double.isNaN(quality.jitterLocal())
                            || quality.jitterLocal() >= 0 && quality.jitterLocal() <= 0.3)
                    .isTrue();
            assertThat(Double.isNaN(quality.shimmerLocalDb())
                            || quality.shimmerLocalDb() >= 0 && quality.shimmerLocalDb() <= 4.1)
                    .isTrue();
        }
    }

    @Test
    void shouldRefuseFramesThatHardlyOverlap() {
        assertThatThrownBy(() -> new VoiceQuality(8000, 256, 160))
                .hasMessage("frames of 256 every 160 samples at 8000.0 Hz");
    }

    private void assertNoValue() {
        assertThat(quality.hnrDb()).isNaN();
        assertThat(quality.jitterLocal()).isNaN();
        assertThat(quality.shimmerLocalDb()).isNaN();
        assertThat(quality.periods()).isZero();
    }

    private double meanOf(float[] voice, double f0Hz, DoubleSupplier value) {
        quality.reset();
        double sum = 0;
        int count = 0;
        for (int start = 0; start + FRAME <= voice.length; start += HOP) {
            quality.measure(voice, start, f0Hz);
            double measured = value.getAsDouble();
            if (!Double.isNaN(measured)) {
                sum += measured;
                count++;
            }
        }
        assertThat(count).isGreaterThan(voice.length / HOP / 3);
        return sum / count;
    }

    /** Periods that are by turns longer and shorter, and stronger and weaker. */
    private static float[] pulses(double f0Hz, double jitter, double shimmerDb) {
        double period = Signals.RATE_HZ / f0Hz;
        double[] times = new double[(int) (SAMPLES / period) - 1];
        double[] amplitudes = new double[times.length];
        double weaker = 0.5 * StrictMath.exp(-shimmerDb / 20 * StrictMath.log(10));
        for (int p = 0; p < times.length; p++) {
            boolean even = p % 2 == 0;
            times[p] = p == 0 ? 0 : times[p - 1] + period * (1 + (even ? jitter : -jitter) / 2);
            amplitudes[p] = even ? 0.5 : weaker;
        }
        return Voices.pulses(times, amplitudes, SAMPLES);
    }

    private static double power(float[] signal) {
        double sum = 0;
        for (float sample : signal) {
            sum += sample * sample;
        }
        return sum / signal.length;
    }
}
