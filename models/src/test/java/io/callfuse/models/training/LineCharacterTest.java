package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.models.training.BackgroundNoise.Kind;
import io.callfuse.models.training.PacketLosses.Concealment;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every degradation has the share of lines that its class says. */
@Timeout(20)
class LineCharacterTest {
    private static final int LINES = 20_000;
    private static final List<LineCharacter> DRAWN =
            LongStream.range(0, LINES).mapToObj(LineCharacter::draw).toList();

    @Test
    void shouldHaveEachKindOfNoiseInItsShare() {
        assertThat(share(c -> c.noise().kind() == Kind.BABBLE)).isCloseTo(0.25, within(0.01));
        assertThat(share(c -> c.noise().kind() == Kind.CAR)).isCloseTo(0.20, within(0.01));
        assertThat(share(c -> c.noise().kind() == Kind.WHITE)).isCloseTo(0.25, within(0.01));
        assertThat(share(c -> c.noise().kind() == Kind.COLOURED)).isCloseTo(0.30, within(0.01));
        assertThat(share(c -> c.noise().onLine())).isCloseTo(0.375, within(0.01));
        assertThat(share(c -> c.noise().snrDb() < 25)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void shouldHaveHumAndOverloadOnSomeLines() {
        assertThat(share(c -> c.hum().mainsHz() == 50)).isCloseTo(0.075, within(0.01));
        assertThat(share(c -> c.hum().mainsHz() == 60)).isCloseTo(0.075, within(0.01));
        assertThat(share(c -> Double.isFinite(c.overload().headroomDb()))).isCloseTo(0.15, within(0.01));
    }

    @Test
    void shouldHaveEachChainOfCodecsInItsShare() {
        assertThat(share(c -> c.codecs() == CodecChain.MU_LAW)).isCloseTo(0.33, within(0.01));
        assertThat(share(c -> c.codecs() == CodecChain.A_LAW)).isCloseTo(0.33, within(0.01));
        assertThat(share(c -> c.codecs() == CodecChain.MU_LAW_TO_A_LAW)).isCloseTo(0.08, within(0.01));
        assertThat(share(c -> c.codecs() == CodecChain.A_LAW_TO_MU_LAW)).isCloseTo(0.08, within(0.01));
        assertThat(share(c -> c.codecs() == CodecChain.G726_TO_MU_LAW)).isCloseTo(0.09, within(0.01));
        assertThat(share(c -> c.codecs() == CodecChain.G726_TO_A_LAW)).isCloseTo(0.09, within(0.01));
    }

    @Test
    void shouldLosePacketsOnEverySecondLineAndConcealMostByAppendixI() {
        assertThat(share(c -> c.losses().share() > 0)).isCloseTo(0.5, within(0.01));
        assertThat(share(c -> c.losses().share() > 0.02)).isZero();
        assertThat(share(c -> c.losses().concealment() == Concealment.APPENDIX_I))
                .isCloseTo(0.6, within(0.01));
        assertThat(share(c -> c.losses().concealment() == Concealment.SILENCE)).isCloseTo(0.2, within(0.01));
    }

    @Test
    void shouldDrawPartsThatDoNotDependOnEachOther() {
        double loud = share(c -> c.gainDb() > 0);
        double noisy = share(c -> c.noise().snrDb() < 25);
        assertThat(share(c -> c.gainDb() > 0 && c.noise().snrDb() < 25)).isCloseTo(loud * noisy, within(0.01));
    }

    @Test
    void shouldHaveOnOrdinaryLinesOnlyWhatMostCallsHave() {
        LongStream.range(0, LINES).mapToObj(LineCharacter::drawOrdinary).forEach(line -> {
            assertThat(line.gainDb()).isBetween(-12.0, 12.0);
            assertThat(line.noise().snrDb()).isBetween(10.0, 35.0);
            assertThat(line.noise().kind()).isIn(Kind.WHITE, Kind.COLOURED, Kind.CAR);
            assertThat(line.handset().lowHz()).isBetween(60.0, 320.0);
            assertThat(line.handset().highHz()).isBetween(3200.0, 3700.0);
            assertThat(line.handset().gainDb(2000)).isCloseTo(0, within(2.0));
            assertThat(line.hum().mainsHz()).isZero();
            assertThat(line.overload().headroomDb()).isInfinite();
            assertThat(line.codecs()).isIn(CodecChain.MU_LAW, CodecChain.A_LAW);
            assertThat(line.losses().share()).isBetween(0.0, 0.02);
        });
    }

    @Test
    void shouldMakeNoOrdinaryLineLikeAnother() {
        assertThat(LongStream.range(0, 1000)
                        .mapToObj(LineCharacter::drawOrdinary)
                        .distinct())
                .hasSize(1000);
    }

    private static double share(Predicate<LineCharacter> what) {
        return DRAWN.stream().filter(what).count() / (double) LINES;
    }
}
