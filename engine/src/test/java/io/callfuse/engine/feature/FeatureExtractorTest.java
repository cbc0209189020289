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
            // The line takes the first harmonic of a voice as low as this.
            if (!name.contains("H1-H2")) {
                assertThat(features.value(i)).as(name).isFinite();
            }
        }
    }

    @Test
    void shouldMeasureTheSameWhereNoWordsAreExpected() {
        short[] voice = Voices.voice(150, 4, 0.4, 1, 10);
        Leg withWords = new Leg().hear(voice);
        Leg withoutWords = new Leg();
        withoutWords.ear().expectNoWords();
        withoutWords.hear(voice);
        FeatureVector features = withWords.read().copy();
        FeatureVector same = withoutWords.read();
        for (int i = 0; i < FeatureVector.names().size(); i++) {
            assertThat(Double.compare(same.value(i), features.value(i)))
                    .as(FeatureVector.names().get(i))
                    .isZero();
        }
        assertThat(withWords.ear().levelDbfs(5000, 6000)).isBetween(-30.0, -10.0);
        assertThat(withWords.ear().f0Hz(5000, 6000)).isBetween(130.0, 180.0);
        assertThat(withoutWords.ear().levelDbfs(5000, 6000)).isNaN();
        assertThat(withoutWords.ear().f0Hz(5000, 6000)).isNaN();
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
    void shouldRememberHowFastTheCallerSpokeAtFirst() {
        Leg leg = new Leg().hear(Voices.voice(140, 3, 0.3, 1, 12));
        double first = leg.read().baselineSyllablesPerSecond();
        assertThat(first).isCloseTo(leg.read().syllablesPerSecond(), withinPercentage(10));
        leg.hear(Voices.voice(140, 6, 0.3, 1, 12));
        assertThat(leg.read().baselineSyllablesPerSecond()).isEqualTo(first);
        assertThat(leg.read().syllablesPerSecond()).isGreaterThan(first + 1.2);
    }

    @Test
    void shouldFeelTheVoiceGettingHigherLouderAndMorePressed() {
        Leg leg = new Leg().hear(Voices.voice(120, 4, 0.1, 2, 10));
        FeatureVector before = leg.read().copy();
        FeatureVector after = leg.hear(Voices.voice(180, 4, 0.9, 0.5, 10)).read();
        int pitch = FeatureVector.place("pitch.F0semitoneFrom27.5Hz_amean");
        assertThat(after.value(pitch) - before.value(pitch)).isBetween(6.0, 8.0);
        assertThat(after.levelDbfs() - before.levelDbfs()).isGreaterThan(6);
        int alphaRatio = FeatureVector.place("voicequality.alphaRatioV_amean");
        assertThat(after.value(alphaRatio) - before.value(alphaRatio)).isGreaterThan(3);
    }

    @Test
    void shouldNotTakePausesForSlowSpeech() {
        short[] turn = Voices.voice(170, 4, 0.3, 1, 2);
        short[] pause = new short[4000];
        Leg fluent = new Leg().hear(Voices.joined(turn, turn, turn, turn, turn));
        Leg halting = new Leg().hear(Voices.joined(turn, pause, turn, pause, turn, pause, turn, pause, turn));
        assertThat(halting.read().syllablesPerSecond())
                .isCloseTo(fluent.read().syllablesPerSecond(), withinPercentage(10));
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
}
