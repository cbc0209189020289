package io.callfuse.dsp.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class LossConcealerTest {
    private static final int PACKET = 160;

    @ParameterizedTest
    @ValueSource(doubles = {80, 125, 160, 200, 250, 400})
    void shouldContinueAVoiceWhosePeriodIsWholeSamples(double hz) {
        short[] voice = Signals.toShorts(Signals.pulses(hz, 0, 0.6, 20 * PACKET));
        short[] heard = heard(voice, 10, 1);
        for (int i = 10 * PACKET; i < 10 * PACKET + 80; i++) {
            assertThat((int) heard[i]).as("sample %d", i).isCloseTo(voice[i], within(2));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {91, 123, 187, 211, 307})
    void shouldStayInStepWithAnyVoiceForTwentyMilliseconds(double hz) {
        short[] voice = Signals.toShorts(vowel(hz));
        short[] heard = heard(voice, 10, 1);
        double voicePower = 0;
        double errorPower = 0;
        for (int i = 10 * PACKET; i < 11 * PACKET; i++) {
            voicePower += (double) voice[i] * voice[i];
            errorPower += (double) (heard[i] - voice[i]) * (heard[i] - voice[i]);
        }
        assertThat(errorPower / voicePower).isLessThan(0.2);
    }

    @Test
    void shouldFadeOutWithinSixtyMilliseconds() {
        short[] voice = Signals.toShorts(Signals.sine(200, 0.5, 30 * PACKET));
        short[] heard = heard(voice, 10, 8);
        double last = Double.POSITIVE_INFINITY;
        for (int packet = 10; packet < 13; packet++) {
            int loudest = loudest(heard, packet * PACKET, PACKET);
            assertThat((double) loudest).isLessThanOrEqualTo(last).isGreaterThan(1000);
            last = loudest;
        }
        assertThat(loudest(heard, 12 * PACKET, PACKET)).isLessThan(16384 * 2 / 5 + 100);
        assertThat(loudest(heard, 13 * PACKET, 5 * PACKET)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10})
    void shouldNotStepWhereTheLossBeginsOrEnds(int lost) {
        short[] voice = Signals.toShorts(Signals.sine(173, 0.5, 40 * PACKET));
        short[] heard = heard(voice, 11, lost);
        int largestOfVoice = largestStep(voice, 0, voice.length);
        assertThat(largestStep(heard, 10 * PACKET, (lost + 4) * PACKET)).isLessThan(largestOfVoice * 5 / 4);
    }

    @Test
    void shouldLeaveTheVoiceAloneSoonAfterTheLoss() {
        short[] voice = Signals.toShorts(Signals.pulses(140, 300, 0.6, 30 * PACKET));
        short[] heard = heard(voice, 10, 4);
        int blended = 80;
        assertThat(Arrays.copyOfRange(heard, 14 * PACKET + blended, voice.length))
                .isEqualTo(Arrays.copyOfRange(voice, 14 * PACKET + blended, voice.length));
    }

    @Test
    void shouldTouchNothingWhenNothingIsLost() {
        short[] voice = Signals.toShorts(Signals.noise(3, 0.9, 20 * PACKET));
        assertThat(heard(voice, 10, 0)).isEqualTo(voice);
    }

    @Test
    void shouldConcealBySilenceWhileNothingWasHeard() {
        LossConcealer concealer = new LossConcealer();
        short[] into = Signals.toShorts(Signals.noise(1, 0.5, PACKET));
        concealer.conceal(into);
        assertThat(into).containsOnly((short) 0);
    }

    @Test
    void shouldConcealBySilenceAfterAReset() {
        LossConcealer concealer = new LossConcealer();
        concealer.accept(Signals.toShorts(Signals.sine(150, 0.8, PACKET)));
        concealer.reset();
        short[] into = new short[PACKET];
        Arrays.fill(into, (short) 1);
        concealer.conceal(into);
        assertThat(into).containsOnly((short) 0);
    }

    @Test
    void shouldStayWithinFullScale() {
        short[] square = new short[20 * PACKET];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 37 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] heard = heard(square, 10, 2);
        for (int i = 10 * PACKET; i < 10 * PACKET + 80; i++) {
            // A sum that had wrapped around would have the other sign.
            assertThat(Integer.signum(heard[i])).as("sample %d", i).isEqualTo(Integer.signum(square[i]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 80, 240, 1000})
    void shouldTakePacketsOfAnyLength(int length) {
        short[] voice = Signals.toShorts(Signals.pulses(125, 0, 0.6, 4000));
        LossConcealer concealer = new LossConcealer();
        for (int at = 0; at + length <= 2000; at += length) {
            concealer.accept(Arrays.copyOfRange(voice, at, at + length));
        }
        int lostAt = 2000 / length * length;
        short[] into = new short[length];
        for (int i = 0; i < 60; i += length) {
            concealer.conceal(into);
            for (int j = 0; j < Math.min(length, 60 - i); j++) {
                assertThat((int) into[j]).isCloseTo(voice[lostAt + i + j], within(2));
            }
        }
    }

    @Test
    void shouldConcealTheSecondOfTwoLossesAsWell() {
        short[] voice = Signals.toShorts(Signals.pulses(125, 0, 0.6, 40 * PACKET));
        LossConcealer concealer = new LossConcealer();
        for (int packet = 0; packet < 30; packet++) {
            short[] samples = Arrays.copyOfRange(voice, packet * PACKET, (packet + 1) * PACKET);
            if (packet > 3 && packet % 3 == 0) {
                concealer.conceal(samples);
                assertThat((int) samples[40]).isCloseTo(voice[packet * PACKET + 40], within(2));
            } else {
                concealer.accept(samples);
            }
        }
    }

    /** What is heard when {@code lost} packets from {@code first} on do not come. */
    private static short[] heard(short[] voice, int first, int lost) {
        LossConcealer concealer = new LossConcealer();
        short[] heard = new short[voice.length];
        for (int packet = 0; packet < voice.length / PACKET; packet++) {
            short[] samples = Arrays.copyOfRange(voice, packet * PACKET, (packet + 1) * PACKET);
            if (packet >= first && packet < first + lost) {
                concealer.conceal(samples);
            } else {
                concealer.accept(samples);
            }
            System.arraycopy(samples, 0, heard, packet * PACKET, PACKET);
        }
        return heard;
    }

    /** Four harmonics, each half as strong as the one before. */
    private static float[] vowel(double hz) {
        float[] sum = new float[20 * PACKET];
        for (int harmonic = 1; harmonic <= 4; harmonic++) {
            float[] one = Signals.sine(harmonic * hz, 0.4 / (1 << harmonic - 1), sum.length);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
            }
        }
        return sum;
    }

    private static int loudest(short[] samples, int from, int length) {
        int loudest = 0;
        for (int i = from; i < from + length; i++) {
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        return loudest;
    }

    private static int largestStep(short[] samples, int from, int length) {
        int largest = 0;
        for (int i = from + 1; i < from + length; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
        }
        return largest;
    }
}
