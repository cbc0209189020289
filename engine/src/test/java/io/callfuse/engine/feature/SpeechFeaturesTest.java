package io.callfuse.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpeechFeaturesTest {
    private static final List<String> NAMES = FeatureVector.names();
    private static final short[] VOICE = Voices.voice(150, 5, 0.4, 1, 8);

    @Test
    void shouldHaveNameAndGroupForEveryValueAndNoNameTwice() {
        assertThat(NAMES).hasSize(725).doesNotHaveDuplicates().hasSameSizeAs(FeatureVector.groups());
        assertThat(NAMES)
                .contains(
                        "pitch.F0semitoneFrom27.5Hz_percentile95.0",
                        "loudness.levelDb_percentile95.0.fromMean",
                        "voicequality.alphaRatioV_slopeOnLoudness",
                        "spectrum.melBand26Db_loudQuarter.fromQuietQuarter",
                        "rate.melBands1-6_modulation0.8-2.5Hz",
                        "rate.levelDb_modulation22.0-25.0Hz")
                .doesNotContain("loudness.levelDb_amean");
        assertThat(FeatureVector.groups().get(NAMES.indexOf("rate.soundingShare")))
                .isEqualTo("speech rate");
        assertThat(FeatureVector.place(NAMES.get(724))).isEqualTo(724);
        assertThat(FeatureVector.place("pitch.F0semitoneFrom27.5Hz_amean.rise")).isEqualTo(-1);
    }

    @Test
    void shouldKnowNothingBeforeAnybodySpoke() {
        assertThat(new Leg().values()).containsOnly(Double.NaN);
        assertThat(new Leg().hear(new short[16_000]).gap(1).values()).containsOnly(Double.NaN);
    }

    @Test
    void shouldNotCareForTheGainOfTheLine() {
        double[] loud = new Leg().hear(Voices.voice(150, 4, 0.6, 1, 8)).values();
        double[] quiet = new Leg().hear(Voices.voice(150, 4, 0.15, 1, 8)).values();
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
        Leg leg = new Leg().hear(Voices.voice(150, syllablesPerSecond, 0.4, 1, 8));
        return leg.value("rate." + of + "_modulation4.0-6.0Hz") - leg.value("rate." + of + "_modulation2.5-4.0Hz");
    }

    @Test
    void shouldTellHighBandsFromLowOnesAndLoudSpeechFromQuiet() {
        Leg soft = new Leg().hear(Voices.voice(150, 4, 0.4, 2, 8));
        Leg pressed = new Leg().hear(Voices.voice(150, 4, 0.4, 0.5, 8));
        for (String mean : new String[] {"amean.fromAllBands", "loudQuarter.fromAllBands"}) {
            assertThat(pressed.value("spectrum.melBand22Db_" + mean))
                    .isGreaterThan(soft.value("spectrum.melBand22Db_" + mean) + 5);
        }
        assertThat(pressed.value("spectrum.melBand8Db_loudQuarter.fromQuietQuarter"))
                .isGreaterThan(10);
    }

    @Test
    void shouldFeelThatTheVoiceRoseHalfwayThrough() {
        Leg leg = new Leg().hear(Voices.joined(Voices.voice(120, 4, 0.4, 1, 8), Voices.voice(180, 4, 0.4, 1, 2.9)));
        assertThat(leg.value("pitch.F0semitoneFrom27.5Hz_halvesDifference")).isBetween(5.0, 9.0);
    }

    @Test
    void shouldReadTheSameWhateverOtherLegsOfTheThreadHearAndHoweverOftenItIsRead() {
        Leg once = new Leg().hear(VOICE);
        Leg often = new Leg();
        Leg other = new Leg();
        for (int start = 0; start < VOICE.length; start += 1600) {
            often.hear(Arrays.copyOfRange(VOICE, start, start + 1600)).values();
            other.hear(Voices.voice(230, 3, 0.2, 1.5, 0.2)).values();
        }
        assertThat(often.values()).containsExactly(once.values());
    }
}
