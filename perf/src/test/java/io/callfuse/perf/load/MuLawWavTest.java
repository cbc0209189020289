package io.callfuse.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MuLawWavTest {
    @Test
    void shouldDecodeTheSamplesBehindAnyChunks() {
        ByteBuffer wav = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF....WAVEfact".getBytes(StandardCharsets.US_ASCII))
                .putInt(4)
                .putInt(2);
        wav.put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .put((byte) 0xff)
                .put((byte) 0x80);
        byte[] bytes = new byte[wav.position()];
        wav.flip().get(bytes);
        ByteBuffer linear = ByteBuffer.wrap(MuLawWav.toLinear(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(linear.remaining()).isEqualTo(4);
        assertThat(linear.getShort()).isZero();
        assertThat(linear.getShort()).isEqualTo((short) 32124);
    }
}
