package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.models.training.BackgroundNoise.Kind;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TelephoneLineTest {
    private static final short[] TONE = LineSignals.tone(1000, -23, 16_000);

    @Test
    void shouldBeTheSameLineForTheSameSeedAndAnotherForAnother() {
        TelephoneLine line = new TelephoneLine(5);
        assertThat(line.send(TONE, -23)).isEqualTo(new TelephoneLine(5).send(TONE, -23));
        assertThat(line.send(TONE, -23)).isEqualTo(new TelephoneLine(5).send(TONE, -23));
        assertThat(new TelephoneLine(6).send(TONE, -23)).isNotEqualTo(line.send(TONE, -23));
    }

    @Test
    void shouldGiveTheSameBitsOnEveryJdk() {
        short[] voice = LineSignals.voice(24_000);
        int hash = 1;
        for (long seed = 0; seed < 40; seed++) {
            short[] spoken = SpeechSpeed.draw(seed).play(voice);
            short[] babble = BabbleMix.of(java.util.List.of(voice, TONE), 4, 1500, seed);
            short[] sent = new TelephoneLine(seed).withBabble(babble).send(spoken, -20);
            hash = 31 * hash + Arrays.hashCode(sent);
        }
        assertThat(hash).isEqualTo(-1148202052);
    }

    @Test
    void shouldSendSpeechAtTheNominalLevelAndItsGain() {
        lines().filter(seed ->
                        Double.isInfinite(LineCharacter.draw(seed).overload().headroomDb()))
                .forEach(seed -> {
                    LineCharacter character = LineCharacter.draw(seed);
                    double noise = StrictMath.pow(10, -character.noise().snrDb() / 10);
                    double hum = character.hum().mainsHz() == 0
                            ? 0
                            : StrictMath.pow(10, -character.hum().belowSpeechDb() / 10);
                    double expected = -26 + character.gainDb() + 10 * StrictMath.log10(1 + noise + hum);
                    assertThat(LineSignals.levelDbfs(new TelephoneLine(seed).send(TONE, -23)))
                            .as("%s", character)
                            .isCloseTo(expected, within(0.5));
                });
    }

    @Test
    void shouldKeepTheNoiseThisFarBelowTheSpeech() {
        short[] call = Arrays.copyOf(TONE, 4 * TONE.length);
        lines().filter(seed -> canBeMeasuredInPauses(LineCharacter.draw(seed))).forEach(seed -> {
            LineCharacter character = LineCharacter.draw(seed);
            short[] sent = new TelephoneLine(seed).send(call, -23);
            double noise = LineSignals.levelDbfs(sent, TONE.length + 800, sent.length);
            assertThat(-26 + character.gainDb() - noise)
                    .as("%s", character)
                    .isCloseTo(character.noise().snrDb(), within(0.5));
        });
    }

    @Test
    void shouldKeepTheBandAndLoseWhatLiesOutside() {
        lines().forEach(seed -> {
            double inBand = LineSignals.levelDbfs(new TelephoneLine(seed).send(TONE, -23));
            double below = LineSignals.levelDbfs(new TelephoneLine(seed).send(LineSignals.tone(20, -23, 16_000), -23));
            assertThat(below).isLessThan(inBand - 7);
        });
    }

    @Test
    void shouldPutNoiseUnderSilence() {
        assertThat(LineSignals.levelDbfs(new TelephoneLine(3).send(new short[16_000], -26)))
                .isBetween(-80.0, -20.0);
    }

    @Test
    void shouldNotDependOnTheLevelOfTheRecording() {
        double loud = LineSignals.levelDbfs(new TelephoneLine(8).send(LineSignals.tone(800, -9, 16_000), -9));
        double quiet = LineSignals.levelDbfs(new TelephoneLine(8).send(LineSignals.tone(800, -37, 16_000), -37));
        assertThat(quiet).isCloseTo(loud, within(0.5));
    }

    @Test
    void shouldHearOtherPeopleOnlyWhereTheSeedSaysSo() {
        short[] talk = LineSignals.voice(30_000);
        LongStream.range(0, 200).forEach(seed -> {
            short[] alone = new TelephoneLine(seed).send(TONE, -23);
            short[] among = new TelephoneLine(seed).withBabble(talk).send(TONE, -23);
            boolean heard = LineCharacter.draw(seed).noise().kind() == Kind.BABBLE;
            assertThat(Arrays.equals(alone, among)).isEqualTo(!heard);
        });
    }

    @Test
    void shouldSendNothingAndASampleAndRefuseALevelThatIsNone() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(new TelephoneLine(seed).send(new short[0], -26)).isEmpty();
            assertThat(new TelephoneLine(seed).send(new short[] {100}, -26)).hasSize(1);
        }
        TelephoneLine line = new TelephoneLine(1);
        assertThatThrownBy(() -> line.send(TONE, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line.withBabble(new short[0])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Where noise is loud enough not to be rounded away, and nothing else sounds in a pause. */
    private static boolean canBeMeasuredInPauses(LineCharacter character) {
        return character.noise().kind() != Kind.BABBLE
                && character.hum().mainsHz() == 0
                && Double.isInfinite(character.overload().headroomDb())
                && character.losses().share() == 0
                && -26 + character.gainDb() - character.noise().snrDb() > -62;
    }

    private static LongStream lines() {
        return LongStream.range(0, 150);
    }
}
