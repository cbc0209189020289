package io.callfuse.engine.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaveformTest {
    @Test
    void shouldKeepPeaksHoweverLongTheRecordingIs() {
        Waveform wave = new Waveform(8000);
        short[] quiet = new short[8000];
        short[] loud = new short[8000];
        loud[4321] = Short.MAX_VALUE;
        loud[4322] = Short.MIN_VALUE;

        for (int second = 0; second < 10_800; second++) {
            wave.accept(second == 5000 ? loud : quiet, 0, 8000);
        }

        assertThat(wave.seconds()).isEqualTo(10_800);
        assertThat(wave.columns()).isBetween(2000, 4096);
        assertThat(Arrays.stream(wave.pointValues()).max().orElseThrow()).isCloseTo(1, within(0.001));
        assertThat(Arrays.stream(wave.pointValues()).min().orElseThrow()).isEqualTo(-1);
        double[] at = wave.pointTimesSeconds();
        double[] value = wave.pointValues();
        for (int i = 0; i < at.length; i++) {
            if (value[i] != 0) {
                assertThat(at[i]).isCloseTo(5000.5, within(4.5));
            }
        }
    }

    @Test
    void shouldBeTheSameWhateverTheBlocks() {
        short[] pcm = new short[200_001];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (i * 7919);
        }
        Waveform whole = new Waveform(8000);
        whole.accept(pcm, 0, pcm.length);
        Waveform pieces = new Waveform(8000);
        for (int at = 0, length = 1; at < pcm.length; at += length, length = Math.min(length + 13, pcm.length - at)) {
            pieces.accept(pcm, at, length);
        }

        assertThat(pieces.pointValues()).isEqualTo(whole.pointValues());
        assertThat(pieces.pointTimesSeconds()).isEqualTo(whole.pointTimesSeconds());
    }

    @Test
    void shouldBeEmptyWhenNothingWasTaken() {
        assertThat(new Waveform(8000).pointValues()).isEmpty();
        assertThat(new Waveform(8000).seconds()).isZero();
    }
}
