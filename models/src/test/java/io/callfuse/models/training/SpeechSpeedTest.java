package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SpeechSpeedTest {
    private static final int MARGIN = 80;

    @ParameterizedTest
    @ValueSource(doubles = {0.86, 0.93, 1, 1.07, 1.16})
    void shouldMoveAToneByTheFactorAndKeepItsLevel(double factor) {
        short[] played = new SpeechSpeed(factor).play(LineSignals.tone(1000, -16, 16_000));
        short[] wanted = LineSignals.tone(1000 * factor, -16, played.length);
        assertThat(played).hasSize((int) Math.round(16_000 / factor));
        assertThat(middleSnrDb(wanted, played)).isGreaterThan(68);
    }

    @Test
    void shouldBeFlatToTheEdgeOfTheTelephoneBand() {
        short[] played = new SpeechSpeed(0.9).play(LineSignals.tone(3350, -16, 16_000));
        assertThat(middleSnrDb(LineSignals.tone(3350 * 0.9, -16, played.length), played))
                .isGreaterThan(60);
    }

    @Test
    void shouldFoldNothingBack() {
        short[] played = new SpeechSpeed(1.16).play(LineSignals.tone(3700, -10, 16_000));
        assertThat(LineSignals.levelDbfs(played, MARGIN, played.length - MARGIN))
                .isLessThan(-80);
    }

    @Test
    void shouldDrawFasterAndSlowerAsOftenWithinItsRange() {
        int faster = 0;
        double least = 1;
        double most = 1;
        for (long seed = 0; seed < 2000; seed++) {
            double factor = SpeechSpeed.draw(seed).factor();
            faster += factor > 1 ? 1 : 0;
            least = Math.min(least, factor);
            most = Math.max(most, factor);
        }
        assertThat(least).isBetween(0.86, 0.862);
        assertThat(most).isBetween(1.158, 1.16);
        assertThat(faster).isBetween(900, 1100);
    }

    @Test
    void shouldPlayNothingAndASampleAndRefuseOtherSpeeds() {
        assertThat(new SpeechSpeed(1.1).play(new short[0])).isEmpty();
        assertThat(new SpeechSpeed(1.1).play(new short[1])).hasSize(1);
        for (double bad : new double[] {0.4, 2.1, Double.NaN}) {
            assertThatThrownBy(() -> new SpeechSpeed(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static double middleSnrDb(short[] wanted, short[] played) {
        return LineSignals.snrDb(
                java.util.Arrays.copyOfRange(wanted, MARGIN, wanted.length - MARGIN),
                java.util.Arrays.copyOfRange(played, MARGIN, played.length - MARGIN),
                0);
    }
}
