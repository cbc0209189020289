package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.pitch.PitchMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PitchScoreTest {
    private static final List<String> GLIDE = List.of(
            "0.025 100.0 102.0 101.0", "0.035 110.0 60.0 110.0", "0.045 120.0 121.0 60.0", "0.055 130.0 130.0 130.0");

    @Test
    void shouldTakeOnlyFramesInWhichTwoMethodsAgree() throws IOException {
        PitchReference reference = PitchReference.parse(GLIDE);
        assertThat(reference.f0Hz(0.025)).isZero();
        assertThat(reference.f0Hz(0.05)).isCloseTo(125, within(1e-9));
        assertThat(reference.thirdAgrees(0.05)).isFalse();
        assertThat(reference.f0Hz(0.5)).isZero();
        assertThat(reference.f0Hz(-1)).isZero();
        assertThat(reference.unvoiced(0.05)).isFalse();
    }

    @Test
    void shouldSayNoPitchBetweenTwoThatLieALeapApart() throws IOException {
        PitchReference reference =
                PitchReference.parse(List.of("0.02 170.0 170.0 170.0", "0.03 85.0 85.0 85.0", "0.04 86.0 86.0 86.0"));
        assertThat(reference.f0Hz(0.025)).isZero();
        assertThat(reference.unvoiced(0.025)).isFalse();
        assertThat(reference.f0Hz(0.035)).isCloseTo(85.5, within(1e-9));
    }

    @Test
    void shouldKnowTheUnvoiced() throws IOException {
        PitchReference reference = PitchReference.parse(
                List.of("0.02 --undefined-- 90.0 --undefined--", "0.03 --undefined-- --undefined-- 100.0"));
        assertThat(reference.unvoiced(0.025)).isTrue();
        assertThat(reference.f0Hz(0.025)).isZero();
    }

    @Test
    void shouldTellSilenceFromFramesThatOneMethodCallsVoiced() throws IOException {
        String none = "--undefined-- --undefined-- --undefined--";
        PitchReference reference =
                PitchReference.parse(List.of("0.02 --undefined-- 90.0 --undefined--", "0.03 " + none, "0.04 " + none));
        assertThat(reference.silent(0.025)).isFalse();
        assertThat(reference.unvoiced(0.025)).isTrue();
        assertThat(reference.silent(0.035)).isTrue();
    }

    @Test
    void shouldSayWhichShareOfThePeriodsIsShort() throws IOException {
        PitchReference reference = PitchReference.parse(
                List.of("0.02 100.0 90.0 100.0", "0.03 --undefined-- 90.0 100.0", "0.04 400.0 800.0 100.0"));
        assertThat(reference.shareOfPeriodsOver(399)).isCloseTo(0.8, within(1e-9));
        assertThat(reference.shareOfPeriodsOver(400)).isZero();
        assertThat(reference.medianHz()).isEqualTo(400);
    }

    @Test
    void shouldRefuseALineThatIsNone() {
        assertThatThrownBy(() -> PitchReference.parse(List.of("0.02 100"))).hasMessageContaining("0.02 100");
    }

    @Test
    void shouldCountFramesThatAreAnOctaveOff() throws IOException {
        short[] voice = new short[16_000];
        for (int i = 0; i < voice.length; i++) {
            voice[i] = (short) (i % 50 == 0 ? 20_000 : 0);
        }
        assertThat(summary(voice, "160.0")[0]).isEqualTo("0.00");
        assertThat(summary(voice, "80.0")[0]).isEqualTo("100.00");
        assertThat(summary(voice, "80.0")[1]).isEqualTo("100.00");
        assertThat(Double.parseDouble(summary(voice, "160.0")[5])).isLessThan(20);
    }

    private static String[] summary(short[] voice, String hz) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int frame = 10; frame < 190; frame++) {
            lines.add(frame / 100.0 + " " + hz + " " + hz + " " + hz);
        }
        PitchScore score = new PitchScore();
        score.hear(PitchMethod.CORRELATION.tracker(), voice, PitchReference.parse(lines));
        return score.summary().trim().split(" +");
    }
}
