package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TelephoneChannelTest {
    @Test
    void shouldLetTheBandPassAndStopWhatLiesOutside() {
        for (TelephoneChannel channel : List.of(
                TelephoneChannel.tuning(), TelephoneChannel.kept(Law.MU_LAW), TelephoneChannel.kept(Law.A_LAW))) {
            short[] both = sum(sine(1000, 4000), sine(100, 4000));
            short[] sent = channel.send(both);
            assertThat(amplitude(sent, 100) / amplitude(sent, 1000))
                    .as(channel.name())
                    .isLessThan(0.03);
        }
    }

    @Test
    void shouldNotShiftTheSamplesByMoreThanTwo() {
        short[] noise = bandNoise();
        for (TelephoneChannel channel : List.of(
                TelephoneChannel.clean(),
                TelephoneChannel.tuning(),
                TelephoneChannel.kept(Law.MU_LAW),
                TelephoneChannel.kept(Law.A_LAW))) {
            assertThat(Math.abs(bestLag(noise, channel.send(noise))))
                    .as(channel.name())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void shouldBringTheSpeechToItsLevel() {
        short[] sent = TelephoneChannel.kept(Law.A_LAW).send(sine(1000, 3000));
        assertThat(Levels.speechDbfs(sent)).isCloseTo(-32, within(0.5));
    }

    @Test
    void shouldAddNoiseAtTheWantedRatio() {
        short[] tone = sine(1000, 3000);
        for (LineFault noise : List.of(
                LineFaults.white(15, 1),
                LineFaults.pink(15, 1),
                LineFaults.car(15, 1),
                LineFaults.babble(15, List.of(sine(440, 100), bandNoise()), 1))) {
            short[] sent = TelephoneChannel.clean().with("noise", noise).send(tone);
            double power = 0;
            for (int i = 0; i < tone.length; i++) {
                power += Math.pow(sent[i] - tone[i], 2) / tone.length;
            }
            assertThat(10 * Math.log10(3000 * 3000 / 2.0 / power)).isCloseTo(15, within(0.5));
        }
    }

    @Test
    void shouldClipTheWantedShare() {
        short[] sent = TelephoneChannel.clean()
                .with("clipping", LineFaults.clipping(0.03))
                .send(bandNoise());
        int clipped = 0;
        for (short sample : sent) {
            clipped += sample == Short.MAX_VALUE || sample == Short.MIN_VALUE ? 1 : 0;
        }
        assertThat((double) clipped / sent.length).isCloseTo(0.03, within(0.005));
    }

    @Test
    void shouldShiftByTheWantedShareAndHumAtTheMains() {
        short[] shifted =
                TelephoneChannel.clean().with("DC", LineFaults.direct(0.05)).send(new short[800]);
        assertThat(shifted).containsOnly((short) 1638);
        short[] humming =
                TelephoneChannel.clean().with("hum", LineFaults.hum(50, -30)).send(sine(1000, 10000));
        assertThat(amplitude(humming, 50)).isCloseTo(10000 * 0.0316, within(10.0));
        assertThat(amplitude(humming, 150)).isCloseTo(10000 * 0.0316 / 4, within(10.0));
    }

    @Test
    void shouldGiveTheSameBitsTwice() {
        TelephoneChannel channel = TelephoneChannel.tuning().with("pink", LineFaults.pink(10, 4));
        assertThat(channel.send(bandNoise())).isEqualTo(channel.send(bandNoise()));
    }

    private static int bestLag(short[] original, short[] sent) {
        int best = 0;
        double most = -1;
        for (int lag = -40; lag <= 40; lag++) {
            double sum = 0;
            for (int i = 100; i < original.length - 100; i++) {
                sum += (double) original[i] * sent[i + lag];
            }
            if (sum > most) {
                most = sum;
                best = lag;
            }
        }
        return best;
    }

    private static short[] sine(double hz, double amplitude) {
        short[] tone = new short[16000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / 8000));
        }
        return tone;
    }

    private static short[] sum(short[] a, short[] b) {
        short[] sum = new short[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = (short) (a[i] + b[i]);
        }
        return sum;
    }

    private static short[] bandNoise() {
        Random random = new Random(7);
        short[] noise = new short[16000];
        double last = 0;
        for (int i = 0; i < noise.length; i++) {
            last = 0.5 * last + 2000 * random.nextGaussian();
            noise[i] = (short) last;
        }
        return noise;
    }

    private static double amplitude(short[] samples, double hz) {
        double real = 0;
        double imaginary = 0;
        for (int i = 4000; i < 12000; i++) {
            real += samples[i] * Math.cos(2 * Math.PI * hz * i / 8000) / 4000;
            imaginary += samples[i] * Math.sin(2 * Math.PI * hz * i / 8000) / 4000;
        }
        return Math.hypot(real, imaginary);
    }
}
