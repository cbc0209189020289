package io.callfuse.dsp.pitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those who fit the weights can see. */
@Timeout(20)
class PitchTraceTest {
    private final PitchTrace trace = new PitchTrace(PitchWeights.fitted());

    private void hear(float[] signal) {
        float[] frame = new float[160];
        for (int from = 0; from + 160 <= signal.length; from += 160) {
            System.arraycopy(signal, from, frame, 0, 160);
            trace.accept(frame);
        }
    }

    @Test
    void shouldShowTheCandidatesAndWhatWasChosen() {
        hear(Signals.pulses(180, 350, 0.5, 3_200));
        double nearest = 0;
        float[] descriptors = new float[PitchWeights.DESCRIPTORS];
        for (int c = 0; c < trace.candidates(); c++) {
            nearest = Math.abs(trace.candidateHz(c) - 180) < Math.abs(nearest - 180) ? trace.candidateHz(c) : nearest;
            trace.describe(c, descriptors);
            assertThat(descriptors[PitchCandidates.CORRELATION]).isBetween(-1f, 1f);
        }
        assertThat(nearest).isCloseTo(180, within(3.0));
        assertThat(trace.chosenHz()).isCloseTo(180, within(3.0));
    }

    @Test
    void shouldShowWhatTheVoicingIsJudgedBy() {
        float[] inputs = new float[PitchWeights.VOICING_INPUTS];
        hear(Signals.pulses(180, 350, 0.5, 3_200));
        trace.voicingInputs(inputs);
        // The middle of the three frames: its periodicity, and that it is far over the floor.
        assertThat(inputs[VoicingJudge.SHOWN + 1]).isGreaterThan(0.9f);
        assertThat(inputs[VoicingJudge.SHOWN + 7]).isEqualTo(1);
    }

    @Test
    void shouldHaveNoChoiceInSilence() {
        hear(new float[1_600]);
        assertThat(trace.chosenHz()).isNaN();
    }

    @Test
    void shouldRefuseAnotherNumberOfWeights() {
        assertThatThrownBy(() -> new PitchWeights(new float[3])).hasMessageContaining("3 weights, not 753");
    }
}
