package io.callfuse.dsp.pitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import io.callfuse.dsp.framing.Framer;
import org.junit.jupiter.api.Test;

class YinPitchTrackerTest extends PitchTrackerContract {
    @Override
    PitchTracker tracker() {
        return PitchMethod.YIN.tracker();
    }

    @Test
    void shouldRefuseAFrameTooShortForTheLowestVoice() {
        assertThatThrownBy(() -> new YinPitchTracker(8000, 160, 0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too short");
    }

    @Test
    void shouldFindThePitchOfAVoiceWhoseFundamentalTheLineRemoved() {
        short[] voice = Signals.toShorts(Signals.pulses(130, 350, 0.5, 16_000));
        FundamentalRestorer restorer = new FundamentalRestorer(Signals.RATE_HZ);
        Framer framer = new Framer(400, 160, 160);
        PitchTracker tracker = tracker();
        PitchEstimate estimate = new PitchEstimate();
        float[] frame = new float[400];
        float[] restored = new float[160];
        int frames = 0;
        for (int start = 0; start < voice.length; start += 160) {
            short[] block = java.util.Arrays.copyOfRange(voice, start, start + 160);
            restorer.restore(block, 160, restored);
            framer.accept(restored, 160);
            if (framer.next(frame) && start > 1600) {
                tracker.track(frame, estimate);
                assertThat(estimate.f0Hz()).isCloseTo(130, within(3.0));
                frames++;
            }
        }
        assertThat(frames).isGreaterThan(80);
    }

    @Test
    void shouldStartAfreshAfterAReset() {
        short[] noise = Signals.toShorts(Signals.noise(3, 0.8, 160));
        FundamentalRestorer used = new FundamentalRestorer(Signals.RATE_HZ);
        float[] first = new float[160];
        float[] again = new float[160];
        used.restore(noise, 160, first);
        used.reset();
        used.restore(noise, 160, again);
        assertThat(again).isEqualTo(first);
    }
}
