package io.callfuse.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WideFeaturesTest {
    private static final List<String> NAMES = WideFeatures.names();
    private static final short[] VOICE = Voices.voice(150, 5, 0.4, 1, 8);

    @Test
    void shouldHaveNameAndGroupForEveryValueAndNoNameTwice() {
        assertThat(NAMES).hasSize(725).doesNotHaveDuplicates().hasSameSizeAs(WideFeatures.groups());
        assertThat(NAMES)
                .contains(
                        "pitch.F0semitoneFrom27.5Hz_percentile95.0",
                        "loudness.levelDb_percentile95.0.fromMean",
                        "voicequality.alphaRatioV_slopeOnLoudness",
                        "spectrum.melBand26Db_loudQuarter.fromQuietQuarter",
                        "rate.melBands1-6_modulation0.8-2.5Hz",
                        "rate.levelDb_modulation22.0-25.0Hz")
                .doesNotContain("loudness.levelDb_amean");
        assertThat(WideFeatures.groups().get(NAMES.indexOf("rate.soundingShare")))
                .isEqualTo("speech rate");
        assertThat(WideFeatures.groups()).allMatch(FeatureVector.groups()::contains);
    }

    @Test
    void shouldKnowNothingBeforeAnybodySpoke() {
        assertThat(Leg.withWideFeatures().readWide()).containsOnly(Double.NaN);
        assertThat(Leg.withWideFeatures().hear(new short[16_000]).gap(1).readWide())
                .containsOnly(Double.NaN);
    }

    @Test
    void shouldKnowAllOfAVoiceThatTheLineLetsThrough() {
        double[] values = Leg.withWideFeatures().hear(VOICE).readWide();
        for (int i = 0; i < values.length; i++) {
            if (!NAMES.get(i).contains("H1-H2")) {
                assertThat(values[i]).as(NAMES.get(i)).isFinite();
            }
        }
    }

    @Test
    void shouldLeaveTheOtherFeaturesAsTheyAre() {
        Leg wide = Leg.withWideFeatures();
        Leg narrow = new Leg();
        for (int second = 0; second < 8; second++) {
            short[] part = Arrays.copyOfRange(VOICE, second * 8000, second * 8000 + 8000);
            wide.hear(part).gap(0.1).readWide();
            narrow.hear(part).gap(0.1);
            assertThat(wide.read().values()).containsExactly(narrow.read().values());
        }
        assertThatThrownBy(narrow::readWide).hasMessage("made without wide features");
    }

    @Test
    void shouldAgreeWithTheOtherFeaturesWhereBothTellTheSame() {
        Leg leg = Leg.withWideFeatures().hear(VOICE);
        int same = 0;
        for (int i = 0; i < NAMES.size(); i++) {
            if (FeatureVector.names().contains(NAMES.get(i))) {
                assertThat(leg.readWide()[i]).as(NAMES.get(i)).isEqualTo((Double) leg.value(NAMES.get(i)));
                same++;
            }
        }
        assertThat(same).isGreaterThan(200);
    }

    @Test
    void shouldNotCareForTheGainOfTheLine() {
        double[] loud =
                Leg.withWideFeatures().hear(Voices.voice(150, 4, 0.6, 1, 8)).readWide();
        double[] quiet =
                Leg.withWideFeatures().hear(Voices.voice(150, 4, 0.15, 1, 8)).readWide();
        for (int i = 0; i < loud.length; i++) {
            String name = NAMES.get(i);
            if (name.contains(".melBand") && !name.contains("modulation") || name.contains("Db_percentile")) {
                assertThat(quiet[i]).as(name).isCloseTo(loud[i], within(0.05 * Math.abs(loud[i]) + 0.3));
            }
        }
    }

    @Test
    void shouldHearHowFastSyllablesFollowUponEachOther() {
        for (String of : new String[] {"levelDb", "melBands1-6", "melBands13-19"}) {
            double slow = fasterThanFourHzDb(of, 3);
            double fast = fasterThanFourHzDb(of, 5);
            assertThat(fast).as(of).isGreaterThan(slow + 10);
        }
    }

    private static double fasterThanFourHzDb(String of, double syllablesPerSecond) {
        Leg leg = Leg.withWideFeatures().hear(Voices.voice(150, syllablesPerSecond, 0.4, 1, 8));
        return leg.wideValue("rate." + of + "_modulation4.0-6.0Hz")
                - leg.wideValue("rate." + of + "_modulation2.5-4.0Hz");
    }

    @Test
    void shouldTellHighBandsFromLowOnesAndLoudSpeechFromQuiet() {
        Leg soft = Leg.withWideFeatures().hear(Voices.voice(150, 4, 0.4, 2, 8));
        Leg pressed = Leg.withWideFeatures().hear(Voices.voice(150, 4, 0.4, 0.5, 8));
        for (String mean : new String[] {"amean.fromAllBands", "loudQuarter.fromAllBands"}) {
            assertThat(pressed.wideValue("spectrum.melBand22Db_" + mean))
                    .isGreaterThan(soft.wideValue("spectrum.melBand22Db_" + mean) + 5);
        }
        assertThat(pressed.wideValue("spectrum.melBand8Db_loudQuarter.fromQuietQuarter"))
                .isGreaterThan(10);
    }

    @Test
    void shouldFeelThatTheVoiceRoseHalfwayThrough() {
        Leg leg = Leg.withWideFeatures()
                .hear(Voices.joined(Voices.voice(120, 4, 0.4, 1, 8), Voices.voice(180, 4, 0.4, 1, 2.9)));
        assertThat(leg.wideValue("pitch.F0semitoneFrom27.5Hz_halvesDifference")).isBetween(5.0, 9.0);
    }

    @Test
    void shouldReadTheSameWhateverOtherLegsOfTheThreadHearAndHoweverOftenItIsRead() {
        Leg once = Leg.withWideFeatures().hear(VOICE);
        Leg often = Leg.withWideFeatures();
        Leg other = Leg.withWideFeatures();
        for (int start = 0; start < VOICE.length; start += 1600) {
            often.hear(Arrays.copyOfRange(VOICE, start, start + 1600)).readWide();
            other.hear(Voices.voice(230, 3, 0.2, 1.5, 0.2)).readWide();
            often.read();
        }
        assertThat(often.readWide()).containsExactly(once.readWide());
    }

    @Test
    void shouldRefuseAnArrayOfAnotherLength() {
        assertThatThrownBy(() -> FeatureExtractor.withWideFeatures().wide().write(new double[3]))
                .hasMessage("3 places for 725");
    }
}
