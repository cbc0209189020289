package io.callfuse.perf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.kernel.Kernels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BenchAudioTest {

    @Test
    void shouldFindTheDataBehindAnyHeader() {
        ByteBuffer wav = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        wav.position(12).putInt(0x20746d66).putInt(18).position(12 + 8 + 18);
        wav.putInt(0x61746164).putInt(3).put((byte) 1).put((byte) 2).put((byte) 3);
        assertThat(TelephoneSpeech.muLawOf(wav.array())).containsExactly(1, 2, 3);
    }

    @Test
    void shouldSlideOverTheSpeechWithoutAGap() {
        TelephoneSpeech speech = new TelephoneSpeech();
        SlidingFrame frames = new SlidingFrame(400);
        short[] all = new short[480];
        for (int hop = 0; hop < 3; hop++) {
            System.arraycopy(speech.next(), 0, all, 160 * hop, 160);
        }
        frames.next();
        frames.next();
        float[] frame = frames.next();
        for (int i = 0; i < 400; i++) {
            assertThat(frame[i]).isEqualTo(all[80 + i] / 32768f);
        }
    }

    @Test
    void shouldHearSpeechInIt() {
        SlidingFrame frames = new SlidingFrame(CepstrumChain.SIZE);
        CepstrumChain chain = new CepstrumChain(Kernels.plain(), 8000);
        float largest = 0;
        for (int hop = 0; hop < 200; hop++) {
            for (float coefficient : chain.next(frames.next())) {
                largest = Math.max(largest, Math.abs(coefficient));
            }
        }
        assertThat(largest).isBetween(5f, 60f);
    }
}
