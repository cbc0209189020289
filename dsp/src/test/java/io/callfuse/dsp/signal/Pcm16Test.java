package io.callfuse.dsp.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class Pcm16Test {
    private static final short[] SAMPLES = {0, 1, -1, 0x1234, -0x1234, Short.MAX_VALUE, Short.MIN_VALUE, 255, -256};

    @Test
    void shouldReadLittleEndianBytes() {
        short[] samples = new short[2];
        Pcm16.decodeLittleEndian(new byte[] {99, 0x34, 0x12, (byte) 0xff, (byte) 0xff}, 1, samples, 2);
        assertThat(samples).containsExactly((short) 0x1234, (short) -1);
    }

    @Test
    void shouldReadBigEndianBytes() {
        short[] samples = new short[2];
        Pcm16.decodeBigEndian(new byte[] {99, 0x12, 0x34, (byte) 0x80, 0}, 1, samples, 2);
        assertThat(samples).containsExactly((short) 0x1234, Short.MIN_VALUE);
    }

    @Test
    void shouldWriteWhatItReads() {
        byte[] bytes = new byte[2 * SAMPLES.length + 1];
        Pcm16.encodeLittleEndian(SAMPLES, 0, SAMPLES.length, bytes, 1);
        short[] back = new short[SAMPLES.length];
        Pcm16.decodeLittleEndian(bytes, 1, back, back.length);
        assertThat(back).isEqualTo(SAMPLES);
    }

    @Test
    void shouldRoundToTheNearestSampleAndStayInRange() {
        assertThat(Pcm16.round(1.4f)).isEqualTo((short) 1);
        assertThat(Pcm16.round(-1.6f)).isEqualTo((short) -2);
        assertThat(Pcm16.round(40_000f)).isEqualTo(Short.MAX_VALUE);
        assertThat(Pcm16.round(-40_000f)).isEqualTo(Short.MIN_VALUE);
        assertThat(Pcm16.round(Float.NEGATIVE_INFINITY)).isEqualTo(Short.MIN_VALUE);
        assertThat(Pcm16.round(Float.NaN)).isZero();
    }
}
