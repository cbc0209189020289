package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.models.EmotionModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RobustnessTest {
    private static final int SECONDS = 12;

    @Test
    void shouldFindNoShiftWhereNothingIsWrong() {
        short[] call = humming(1);
        Shift shift = new Shift();
        shift.add(read(call, Delivery.whole()), read(call, Delivery.whole()));
        assertThat(shift.readings()).isBetween(3, SECONDS);
        assertThat(shift.speechShare()).isEqualTo(1);
        assertThat(shift.scoreChange()).containsOnly(0);
        assertThat(shift.features()).isNotEmpty().allSatisfy(feature -> {
            assertThat(feature.r()).isCloseTo(1, within(1e-9));
            assertThat(feature.change()).isZero();
        });
    }

    @Test
    void shouldFindTheShiftOfABadLine() {
        short[] call = humming(1);
        Shift shift = new Shift();
        shift.add(
                read(call, Delivery.whole()),
                read(
                        TelephoneChannel.clean()
                                .with("noise", LineFaults.white(10, 1))
                                .send(call),
                        Delivery.losing(0.2, false, 1)));
        assertThat(shift.features().get(0).r()).isLessThan(0.9);
        assertThat(shift.features().get(0).r())
                .isLessThanOrEqualTo(
                        shift.features().get(shift.features().size() - 1).r());
    }

    @Test
    void shouldDeliverEveryPacketOnceHoweverItComes() {
        short[] samples = new short[160 * 100];
        for (int p = 0; p < 100; p++) {
            samples[160 * p] = (short) (p + 1);
        }
        assertThat(firstSamples(samples, Delivery.whole())).hasSize(100);
        assertThat(firstSamples(samples, Delivery.jittered(60, Duration.ofMillis(200), 3)))
                .isEqualTo(firstSamples(samples, Delivery.whole()));
        List<Integer> withGaps = firstSamples(samples, Delivery.withGaps(0.2, 3));
        assertThat(withGaps).hasSize(100).contains(-1);
        List<Integer> silenced = firstSamples(samples, Delivery.losing(0.2, false, 3));
        assertThat(silenced.stream().filter(s -> s == 0).count())
                .isEqualTo(withGaps.stream().filter(s -> s == -1).count());
    }

    /** First sample of each packet that came, -1 for a gap. */
    private static List<Integer> firstSamples(short[] samples, Delivery delivery) {
        List<Integer> came = new ArrayList<>();
        delivery.deliver(samples, new MediaFrameSink() {
            @Override
            public void audio(short[] packet, int offset, long arrivalNs) {
                came.add((int) packet[offset]);
            }

            @Override
            public void gap(long insertedAtNs) {
                came.add(-1);
            }

            @Override
            public void digit(char digit) {
                throw new AssertionError("a key");
            }

            @Override
            public void end(EndOfMedia reason) {
                assertThat(reason).isEqualTo(EndOfMedia.COMPLETED);
            }
        });
        return came;
    }

    private static EngineReadings read(short[] samples, Delivery delivery) {
        EngineReadings readings = new EngineReadings(EmotionModel.embedded());
        delivery.deliver(samples, readings);
        return readings;
    }

    /** Something like syllables, whose pitch glides and loudness wanders: held notes would be music. */
    private static short[] humming(long seed) {
        Random random = new Random(seed);
        short[] samples = new short[SECONDS * 8000];
        double phase = 0;
        double hz = 150;
        double loud = 0.3;
        for (int i = 0; i < samples.length; i++) {
            if (i % 2000 == 0) {
                hz = 110 + 120 * random.nextDouble();
                loud = 0.1 + 0.3 * random.nextDouble();
            }
            double place = i % 2000 / 2000.0;
            phase += hz * (1 + 0.12 * Math.sin(2 * Math.PI * 0.6 * i / 8000) + 0.08 * place) / 8000;
            double envelope = i % 2000 < 1500 ? Math.sin(Math.PI * (i % 2000) / 1500) : 0;
            double voice = 0;
            for (int h = 1; h < 12; h++) {
                voice += Math.sin(2 * Math.PI * h * phase) / h;
            }
            samples[i] = (short) (12000 * loud * envelope * voice + random.nextGaussian());
        }
        return samples;
    }
}
