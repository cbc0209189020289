package io.callfuse.dsp.pitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stages between the bands and the choice. */
@Timeout(20)
class PitchPathTest {
    private final VoiceBands bands = new VoiceBands(160);
    private final HarmonicSpectrum spectrum = new HarmonicSpectrum();
    private final PeriodCorrelation formants = new PeriodCorrelation(VoiceBands.FORMANTS_KHZ);
    private final PeriodCorrelation envelope = new PeriodCorrelation(VoiceBands.ENVELOPE_KHZ);
    private final PitchCandidates candidates = new PitchCandidates();
    private final CandidateScorer scorer = new CandidateScorer();
    private final PitchPath path = new PitchPath();

    private void hear(float[] signal) {
        float[] frame = new float[160];
        for (int from = 0; from + 160 <= signal.length; from += 160) {
            System.arraycopy(signal, from, frame, 0, 160);
            bands.accept(frame);
            spectrum.measure(bands.formants());
            formants.measure(bands.formants());
            envelope.measure(bands.envelope());
            candidates.pick(spectrum, formants, envelope);
            scorer.weigh(PitchWeights.fitted(), candidates.descriptors(), candidates.count());
            path.advance(candidates, scorer, candidates.largest(PitchCandidates.CORRELATION));
        }
    }

    @Test
    void shouldHaveTheFundamentalAndItsOctaveAmongTheCandidates() {
        float[] creaking = Signals.pulses(140, 350, 0.5, 1_600);
        float[] everySecond = Signals.pulses(70, 350, 0.2, 1_600);
        for (int i = 0; i < creaking.length; i++) {
            creaking[i] += everySecond[i];
        }
        hear(creaking);
        assertThat(candidates.count()).isBetween(2, PitchCandidates.MAX);
        assertThat(nearest(140)).isCloseTo(140, within(2f));
        assertThat(nearest(70)).isCloseTo(70, within(1.5f));
    }

    @Test
    void shouldLeaveOutWhatHasLittleEvidence() {
        hear(Signals.pulses(140, 350, 0.5, 1_600));
        assertThat(candidates.f0Hz(0)).isCloseTo(140, within(2f));
        for (int c = 1; c < candidates.count(); c++) {
            int at = c * PitchCandidates.DESCRIPTORS + PitchCandidates.EVIDENCE;
            assertThat(candidates.descriptors()[at])
                    .isBetween(0.4f * candidates.descriptors()[PitchCandidates.EVIDENCE], 1f);
        }
        hear(Signals.noise(5, 0.3, 1_600));
        assertThat(candidates.count()).isGreaterThan(1);
    }

    private float nearest(float hz) {
        float nearest = 0;
        for (int c = 0; c < candidates.count(); c++) {
            if (Math.abs(candidates.f0Hz(c) - hz) < Math.abs(nearest - hz)) {
                nearest = candidates.f0Hz(c);
            }
        }
        return nearest;
    }

    @Test
    void shouldShareOutOneProbabilityAmongTheCandidates() {
        hear(Signals.noise(5, 0.3, 1_600));
        float sum = 0;
        for (int c = 0; c < candidates.count(); c++) {
            assertThat(scorer.posterior(c)).isBetween(0f, 1f);
            assertThat(scorer.behindBest(c)).isLessThanOrEqualTo(0);
            sum += scorer.posterior(c);
        }
        assertThat(sum).isCloseTo(1, within(1e-4f));
    }

    @Test
    void shouldCorrelateAVoiceWithItselfAPeriodLater() {
        hear(Signals.pulses(200, 0, 0.5, 1_600));
        formants.seek(20);
        assertThat(formants.peakHeight()).isGreaterThan(0.95f);
        assertThat(formants.peakLag()).isCloseTo(20, within(0.2f));
        formants.seek(10);
        assertThat(formants.peakHeight()).isLessThan(0.5f);
    }
}
