package io.callfuse.dsp.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class G711Test {
    @Test
    void shouldDecodeTheTabulatedValuesOfTheStandard() {
        assertThat(G711.decodeMuLaw((byte) 0xff)).isZero();
        assertThat(G711.decodeMuLaw((byte) 0x7f)).isZero();
        assertThat(G711.decodeMuLaw((byte) 0x00)).isEqualTo((short) -32124);
        assertThat(G711.decodeMuLaw((byte) 0x80)).isEqualTo((short) 32124);
        assertThat(G711.decodeALaw((byte) 0xd5)).isEqualTo((short) 8);
        assertThat(G711.decodeALaw((byte) 0x55)).isEqualTo((short) -8);
        assertThat(G711.decodeALaw((byte) 0xaa)).isEqualTo((short) 32256);
        assertThat(G711.decodeALaw((byte) 0x2a)).isEqualTo((short) -32256);
    }

    @Test
    void shouldGiveBackEveryDecodedSampleUnchanged() {
        for (int code = 0; code < 256; code++) {
            short mu = G711.decodeMuLaw((byte) code);
            short a = G711.decodeALaw((byte) code);
            assertThat(G711.decodeMuLaw(G711.encodeMuLaw(mu))).isEqualTo(mu);
            assertThat(G711.decodeALaw(G711.encodeALaw(a))).isEqualTo(a);
        }
    }

    @Test
    void shouldKeepTheErrorOfEverySampleWithinHalfAStepOfItsSegment() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int step = Math.max(8, Math.abs(sample) / 16);
            if (Math.abs(sample) < 32124) {
                int mu = G711.decodeMuLaw(G711.encodeMuLaw((short) sample));
                assertThat(Math.abs(mu - sample)).isLessThanOrEqualTo(step);
            }
            if (Math.abs(sample) < 32256) {
                int a = G711.decodeALaw(G711.encodeALaw((short) sample));
                assertThat(Math.abs(a - sample)).isLessThanOrEqualTo(Math.max(16, step));
            }
        }
    }
}
