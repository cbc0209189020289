package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.pitch.CorrelationPitchTracker;
import io.callfuse.dsp.pitch.PitchEstimate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DrawnOutVowelsTest {
    @Test
    void shouldHoldOnePitchFromEndToEnd() {
        for (short[] vowel : DrawnOutVowels.recordings(8, 3)) {
            List<Double> voicedHz = voicedHz(vowel);
            assertThat(voicedHz).hasSizeGreaterThan(140);
            double middleHz = Measures.medianOfPeriodsHz(
                    voicedHz.stream().mapToDouble(Double::doubleValue).toArray());
            assertThat(middleHz).isBetween(79.0, 505.0);
            assertThat(voicedHz.stream().filter(hz -> Math.abs(hz / middleHz - 1) > 0.05))
                    .hasSizeLessThan(10);
        }
    }

    @Test
    void shouldMakeTheSameOfTheSameSeedOnly() {
        assertThat(DrawnOutVowels.recordings(2, 5).get(1))
                .isEqualTo(DrawnOutVowels.recordings(2, 5).get(1))
                .isNotEqualTo(DrawnOutVowels.recordings(2, 6).get(1));
    }

    private static List<Double> voicedHz(short[] samples) {
        CorrelationPitchTracker tracker = new CorrelationPitchTracker();
        PitchEstimate estimate = new PitchEstimate();
        float[] frame = new float[160];
        List<Double> voicedHz = new ArrayList<>();
        for (int at = 0; at < samples.length; at += frame.length) {
            PitchScore.fill(frame, samples, at);
            tracker.track(frame, estimate);
            if (estimate.voiced()) {
                voicedHz.add(estimate.f0Hz());
            }
        }
        return voicedHz;
    }
}
