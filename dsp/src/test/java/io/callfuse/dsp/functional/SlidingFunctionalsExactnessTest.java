package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What slides must be what is computed from scratch: to the last bit, however long it has slid. */
@Timeout(60)
class SlidingFunctionalsExactnessTest {
    private static final double FRAME_SECONDS = 0.02;
    private static final int WINDOW = 250;
    private static final DescriptorScale[] SCALES = {
        new DescriptorScale(-100, 0, 3),
        new DescriptorScale(0, 48, 0.5),
        new DescriptorScale(-1, 1),
        new DescriptorScale(1e-3, 5e-3, 1e-4)
    };

    /** Movements reach back to where they began; all else is of the window alone. */
    private static final Set<Functional> OF_MOVEMENTS = EnumSet.of(
            Functional.MEAN_RISING_SLOPE,
            Functional.STDDEV_RISING_SLOPE,
            Functional.MEAN_FALLING_SLOPE,
            Functional.STDDEV_FALLING_SLOPE,
            Functional.PEAKS_PER_SEC);

    @Test
    void shouldBeTheSameBitsAsFromScratchAfterAMillionValues() {
        SlidingFunctionals sliding = new SlidingFunctionals(SCALES, WINDOW, FRAME_SECONDS);
        RandomContours contours = new RandomContours(17, SCALES);
        double[][] last = new double[WINDOW][];
        boolean[] lastBreaks = new boolean[WINDOW];
        SlidingFunctionals scratch = new SlidingFunctionals(SCALES, WINDOW, FRAME_SECONDS);
        for (int frame = 0; frame < 250_000; frame++) {
            boolean interrupted = contours.next();
            if (interrupted) {
                sliding.interrupt();
            }
            sliding.accept(contours.values());
            last[frame % WINDOW] = contours.values().clone();
            lastBreaks[frame % WINDOW] = interrupted;
            if (frame >= WINDOW && frame % 997 == 0) {
                scratch.reset();
                for (int i = frame + 1; i <= frame + WINDOW; i++) {
                    if (lastBreaks[i % WINDOW]) {
                        scratch.interrupt();
                    }
                    scratch.accept(last[i % WINDOW]);
                }
                assertSameBits(sliding, scratch, EnumSet.complementOf(EnumSet.copyOf(OF_MOVEMENTS)));
            }
        }
    }

    @Test
    void shouldForgetEveryMovementOnceTheWindowHasPassed() {
        SlidingFunctionals sliding = new SlidingFunctionals(SCALES, WINDOW, FRAME_SECONDS);
        SlidingFunctionals fresh = new SlidingFunctionals(SCALES, WINDOW, FRAME_SECONDS);
        RandomContours contours = new RandomContours(18, SCALES);
        for (int frame = 0; frame < 250_000; frame++) {
            if (contours.next()) {
                sliding.interrupt();
            }
            sliding.accept(contours.values());
        }
        sliding.interrupt();
        for (int frame = 0; frame < WINDOW + 100; frame++) {
            if (contours.next()) {
                sliding.interrupt();
                fresh.interrupt();
            }
            sliding.accept(contours.values());
            fresh.accept(contours.values());
        }
        assertSameBits(sliding, fresh, EnumSet.allOf(Functional.class));
    }

    @Test
    void shouldAgreeWithTheTextbook() {
        for (int seed = 0; seed < 8; seed++) {
            compareWithTextbook(seed, 2 + new Random(seed).nextInt(300));
        }
    }

    private void compareWithTextbook(int seed, int window) {
        SlidingFunctionals sliding = new SlidingFunctionals(SCALES, window, FRAME_SECONDS);
        NaiveFunctionals[] naive = new NaiveFunctionals[SCALES.length];
        for (int d = 0; d < SCALES.length; d++) {
            naive[d] = new NaiveFunctionals(SCALES[d], window, FRAME_SECONDS);
        }
        RandomContours contours = new RandomContours(seed, SCALES);
        for (int frame = 0; frame < 700; frame++) {
            boolean interrupted = contours.next();
            if (interrupted) {
                sliding.interrupt();
            }
            sliding.accept(contours.values());
            for (int d = 0; d < SCALES.length; d++) {
                naive[d].accept(contours.values()[d], interrupted);
            }
            if (frame < 10 || frame % 139 == 0) {
                for (int d = 0; d < SCALES.length; d++) {
                    assertClose(sliding, naive[d], d, "seed " + seed + " window " + window + " frame " + frame);
                }
            }
        }
    }

    private static void assertClose(SlidingFunctionals sliding, NaiveFunctionals naive, int d, String where) {
        boolean varies = naive.read(Functional.RANGE) > 0;
        for (Functional functional : Functional.values()) {
            double expected = naive.read(functional);
            double actual = sliding.read(functional, d);
            String what = functional + " of descriptor " + d + ", " + where;
            if (!varies && (functional == Functional.SKEWNESS || functional == Functional.KURTOSIS)) {
                assertThat(actual).as(what).isNaN();
            } else if (Double.isNaN(expected)) {
                assertThat(actual).as(what).isNaN();
            } else {
                double unit = functional.unit("x").startsWith("x") ? SCALES[d].step() / FRAME_SECONDS : 1;
                double slack = OF_MOVEMENTS.contains(functional) ? unit / 128 : unit * 1e-6;
                assertThat(actual).as(what).isCloseTo(expected, within(slack + 1e-8 * Math.abs(expected)));
            }
        }
    }

    private static void assertSameBits(SlidingFunctionals one, SlidingFunctionals other, Set<Functional> functionals) {
        for (int d = 0; d < SCALES.length; d++) {
            for (Functional functional : functionals) {
                long bits = Double.doubleToLongBits(one.read(functional, d));
                assertThat(bits)
                        .as("%s of %d", functional, d)
                        .isEqualTo(Double.doubleToLongBits(other.read(functional, d)));
            }
        }
    }

    @Test
    void shouldGiveTheSameBitsOnEveryJavaMachine() {
        assertThat(hash(EnumSet.range(Functional.AMEAN, Functional.VALUE_SHARE), SCALES.length))
                .isEqualTo("a307c069e78c68c8");
    }

    @Test
    void shouldGiveTheSameBitsOfWhatIsComputedWhenAskedOnEveryJavaMachine() {
        Set<Functional> whenAsked = EnumSet.range(Functional.PERCENTILE_5, Functional.HALVES_DIFFERENCE);
        whenAsked.add(Functional.SKEWNESS);
        whenAsked.add(Functional.KURTOSIS);
        assertThat(hash(whenAsked, 0)).isEqualTo("b595a2a9215fde54");
    }

    private static String hash(Set<Functional> functionals, int followed) {
        int[] places = IntStream.range(0, followed).toArray();
        SlidingFunctionals sliding = new SlidingFunctionals(SCALES, places, WINDOW, FRAME_SECONDS);
        RandomContours contours = new RandomContours(19, SCALES);
        long hash = 0;
        for (int frame = 0; frame < 20_000; frame++) {
            if (contours.next()) {
                sliding.interrupt();
            }
            sliding.accept(contours.values());
            if (frame % 50 == 0) {
                for (int d = 0; d < SCALES.length; d++) {
                    for (Functional functional : functionals) {
                        hash = 31 * hash + Double.doubleToLongBits(sliding.read(functional, d));
                    }
                }
            }
        }
        return Long.toHexString(hash);
    }
}
