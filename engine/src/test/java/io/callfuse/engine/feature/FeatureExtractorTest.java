package io.callfuse.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.callfuse.dsp.signal.Decibels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FeatureExtractorTest {
    @Test
    void shouldKnowNothingBeforeAnythingCame() {
        FeatureVector features = new Leg().read();
        assertThat(features.heardMedia()).isFalse();
        assertThat(features.speechMs()).isZero();
        assertThat(features.f0Hz()).isZero();
        assertThat(features.syllablesPerSecond()).isZero();
        assertThat(features.baselineSyllablesPerSecond()).isZero();
        assertThat(features.levelDbfs()).isEqualTo(Decibels.FLOOR_DBFS);
        for (int i = 0; i < FeatureVector.names().size(); i++) {
            assertThat(features.value(i)).as(FeatureVector.names().get(i)).isNaN();
        }
    }

    @Test
    void shouldMeasureTheVoiceItHears() {
        FeatureVector features =
                new Leg().hear(Voices.voice(150, 4, 0.4, 1, 10)).read();
        assertThat(features.heardMedia()).isTrue();
        assertThat(features.f0Hz()).isBetween(130.0, 180.0);
        assertThat(features.syllablesPerSecond()).isBetween(3.5, 5.5);
        assertThat(features.levelDbfs()).isBetween(-30.0, -10.0);
        assertThat(features.speechMs()).isBetween(7000L, 10_000L);
        for (int i = 0; i < FeatureVector.names().size(); i++) {
            String name = FeatureVector.names().get(i);
            // The line takes the first harmonic of a voice as low as this, and its pitch hardly falls.
            if (!name.contains("H1-H2") && !name.endsWith("FallingSlope")) {
                assertThat(features.value(i)).as(name).isFinite();
            }
        }
    }

    @Test
    void shouldHaveNameAndGroupForEveryValueAndNoNameTwice() {
        assertThat(FeatureVector.names()).doesNotHaveDuplicates().hasSameSizeAs(FeatureVector.groups());
        assertThat(FeatureVector.names())
                .contains("pitch.F0semitoneFrom27.5Hz_amean", "pitch.F0semitoneFrom27.5Hz_amean.rise");
        int rise = FeatureVector.names().indexOf("rate.syllablesPerSecond.rise");
        assertThat(FeatureVector.groups().get(rise)).isEqualTo("speech rate against own first seconds");
    }

    @Test
    void shouldHearSilenceAsMediaButNotAsSpeech() {
        FeatureVector features = new Leg().hear(new short[80_000]).read();
        assertThat(features.heardMedia()).isTrue();
        assertThat(features.speechMs()).isZero();
    }

    @Test
    void shouldNotTakeATransferToneForTheCaller() {
        assertThat(new Leg().hear(Voices.sine(440, 0.3, 20)).read().speechMs()).isLessThan(100);
    }

    @Test
    void shouldComparePitchWithTheCallersOwnFirstSeconds() {
        Leg leg = new Leg().hear(Voices.voice(120, 4, 0.3, 1, 10));
        assertThat(leg.value("pitch.F0semitoneFrom27.5Hz_amean.rise")).isCloseTo(0, within(0.7));
        leg.hear(Voices.voice(180, 4, 0.3, 1, 10));
        assertThat(leg.value("pitch.F0semitoneFrom27.5Hz_amean.rise")).isBetween(4.0, 8.0);
    }

    @Test
    void shouldFeelTheVoiceGettingLouderFasterAndMorePressed() {
        Leg leg = new Leg().hear(Voices.voice(140, 3, 0.1, 2, 12)).hear(Voices.voice(140, 6, 0.9, 0.5, 12));
        assertThat(leg.value("loudness.levelDb_amean.rise")).isGreaterThan(4);
        assertThat(leg.value("rate.syllablesPerSecond.rise")).isGreaterThan(1.2);
        assertThat(leg.value("voicequality.alphaRatioV_amean.rise")).isGreaterThan(3);
    }

    @Test
    void shouldNotTakePausesForSlowSpeech() {
        short[] turn = Voices.voice(170, 4, 0.3, 1, 2);
        short[] pause = new short[4000];
        Leg fluent = new Leg().hear(Voices.joined(turn, turn, turn, turn, turn));
        Leg halting = new Leg().hear(Voices.joined(turn, pause, turn, pause, turn, pause, turn, pause, turn));
        assertThat(halting.value("rate.syllablesPerSecond"))
                .isCloseTo(fluent.value("rate.syllablesPerSecond"), withinPercentage(10));
    }

    @Test
    void shouldNotCareForTheGainOfTheLineExceptInTheLevel() {
        FeatureVector loud =
                new Leg().hear(Voices.voice(150, 4, 0.6, 1, 8)).read().copy();
        FeatureVector quiet = new Leg().hear(Voices.voice(150, 4, 0.15, 1, 8)).read();
        assertThat(loud.levelDbfs() - quiet.levelDbfs()).isCloseTo(12, within(0.2));
        for (String name : new String[] {
            "pitch.F0semitoneFrom27.5Hz_amean",
            "voicequality.alphaRatioV_amean",
            "spectrum.centroidKhz_amean",
            "loudness.levelDb_stddev"
        }) {
            int at = FeatureVector.names().indexOf(name);
            assertThat(quiet.value(at))
                    .as(name)
                    .isCloseTo(loud.value(at), within(0.05 * Math.abs(loud.value(at)) + 0.1));
        }
    }

    @Test
    void shouldLetTimePassInAGapAndKeepWhatWasHeard() {
        Leg leg = new Leg().hear(Voices.voice(150, 4, 0.4, 1, 6));
        leg.gap(1);
        long speechMs = leg.read().speechMs();
        double pitch = leg.value("pitch.F0semitoneFrom27.5Hz_amean");
        leg.gap(30);
        assertThat(leg.read().speechMs()).isEqualTo(speechMs);
        assertThat(leg.value("pitch.F0semitoneFrom27.5Hz_amean")).isEqualTo(pitch);
        assertThat(leg.read().f0Hz()).isZero();
        assertThat(leg.read().levelDbfs()).isEqualTo(Decibels.FLOOR_DBFS);
    }

    @Test
    void shouldNotSmearOneTurnIntoTheNextAcrossAGap() {
        short[] voice = Voices.voice(150, 4, 0.4, 1, 3);
        double afterGap = new Leg().hear(voice).gap(2).hear(voice).value("spectrum.spectralFlux_amean");
        double first = new Leg().hear(voice).value("spectrum.spectralFlux_amean");
        assertThat(afterGap).isCloseTo(first, within(0.1 * first));
    }

    @Test
    void shouldReadTheSameHoweverOftenItIsRead() {
        Leg once = new Leg().hear(Voices.voice(150, 4, 0.4, 1, 5));
        Leg often = new Leg();
        short[] voice = Voices.voice(150, 4, 0.4, 1, 5);
        for (int start = 0; start < voice.length; start += 1600) {
            often.hear(java.util.Arrays.copyOfRange(voice, start, start + 1600)).read();
        }
        assertThat(often.read().values()).isEqualTo(once.read().values());
    }
}
