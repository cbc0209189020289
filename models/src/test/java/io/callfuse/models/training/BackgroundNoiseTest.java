package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.models.training.BackgroundNoise.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class BackgroundNoiseTest {
    private static final int LENGTH = 80_000;
    private static final Handset OLD = new Handset(300, 2, 3400, 2, 0, 1000, 0, 1000, 1);
    private static final short[] TALK = LineSignals.voice(50_000);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldLieThisFarBelowTheSpeechWhereverItComesIn(Kind kind) {
        for (boolean onLine : new boolean[] {false, true}) {
            double[] noise = made(new BackgroundNoise(kind, 17, 0.5, onLine), TALK);
            assertThat(10 * StrictMath.log10(Amplitude.power(noise))).isCloseTo(60 - 17, within(1e-6));
        }
    }

    @Test
    void shouldHaveTheColourOfItsKind() {
        assertThat(shareBelow(500, Kind.WHITE, 0)).isCloseTo(0.125, within(0.01));
        assertThat(shareBelow(500, Kind.CAR, 0)).isGreaterThan(0.9);
        assertThat(shareBelow(500, Kind.COLOURED, 1)).isGreaterThan(0.8);
        assertThat(shareBelow(500, Kind.COLOURED, 0)).isLessThan(0.08);
    }

    @Test
    void shouldTakeTheBandOfTheHandsetUnlessItComesInOnTheLine() {
        double[] through = made(new BackgroundNoise(Kind.WHITE, 0, 0, false), TALK);
        double[] behind = made(new BackgroundNoise(Kind.WHITE, 0, 0, true), TALK);
        assertThat(powerBelow(150, through)).isLessThan(0.01 * powerBelow(150, behind));
    }

    @Test
    void shouldRepeatTheBabbleItWasGiven() {
        double[] babble = made(new BackgroundNoise(Kind.BABBLE, 0, 0, true), TALK);
        for (int i = 0; i + TALK.length < LENGTH; i++) {
            assertThat(babble[i + TALK.length]).isEqualTo(babble[i]);
        }
    }

    @Test
    void shouldBeColouredNoiseWhereThereIsNoBabble() {
        assertThat(made(new BackgroundNoise(Kind.BABBLE, 9, 0.7, false), new short[0]))
                .isEqualTo(made(new BackgroundNoise(Kind.COLOURED, 9, 0.7, false), new short[0]));
    }

    private static double[] made(BackgroundNoise noise, short[] babble) {
        double[] line = new double[LENGTH];
        noise.addTo(line, 1000, OLD, babble, new SeededDraws(4, 8));
        return line;
    }

    private static double shareBelow(double hz, Kind kind, double place) {
        double[] noise = made(new BackgroundNoise(kind, 0, place, true), TALK);
        return powerBelow(hz, noise) / Amplitude.power(noise);
    }

    private static double powerBelow(double hz, double[] noise) {
        double[] lows = noise.clone();
        Arrays.stream(FilterSection.lowPass(hz, 4)).forEach(s -> s.filter(lows));
        return Amplitude.power(lows);
    }
}
