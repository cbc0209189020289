package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HandsetTest {
    @Test
    void shouldKeepTheLevelOfOneKilohertz() {
        handsets(50).forEach(handset -> {
            double[] tone = LineSignals.wide(LineSignals.tone(1000, -26, 16_000));
            handset.colour(tone);
            double[] settled = java.util.Arrays.copyOfRange(tone, 8000, 16_000);
            assertThat(LineSignals.levelAtDbfs(1000, settled)).isCloseTo(-26, within(0.05));
        });
    }

    @Test
    void shouldLetTheBandPassAndNothingWellOutside() {
        handsets(500).forEach(handset -> {
            assertThat(handset.gainDb(600)).as("%s", handset).isBetween(-14.0, 11.0);
            assertThat(handset.gainDb(2500)).as("%s", handset).isBetween(-16.0, 14.0);
            assertThat(handset.gainDb(handset.lowHz() / 4)).as("%s", handset).isLessThan(-9);
            assertThat(handset.gainDb(3999)).as("%s", handset).isLessThan(-20);
        });
    }

    @Test
    void shouldColourInBothDirectionsAndHaveAResonanceInHalf() {
        double tilted =
                handsets(2000).filter(h -> h.gainDb(2500) > h.gainDb(500)).count() / 2000.0;
        double resonant = handsets(2000).filter(h -> h.resonanceDb() != 0).count() / 2000.0;
        assertThat(tilted).isBetween(0.4, 0.75);
        assertThat(resonant).isCloseTo(0.5, within(0.04));
    }

    private static java.util.stream.Stream<Handset> handsets(int count) {
        return LongStream.range(0, count).mapToObj(seed -> Handset.draw(new SeededDraws(seed, 2)));
    }
}
