package io.callfuse.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.signal.G711;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class WireTest {
    private static short[] noise(int seed) {
        Random random = new Random(seed);
        short[] samples = new short[160];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) random.nextInt();
        }
        return samples;
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void shouldReadBackWhatTheEngineWillHear(Wire wire) {
        ByteBuffer frames = ByteBuffer.allocate(2 * wire.frameBytes());
        wire.encode(noise(1), frames);
        wire.encode(noise(2), frames);
        assertThat(frames.hasRemaining()).isFalse();

        short[] heard = new short[160];
        wire.decode(frames.position(wire.frameBytes()), heard);

        short[] expected = noise(2);
        if (wire == Wire.RTP) {
            for (int i = 0; i < expected.length; i++) {
                expected[i] = G711.decodeMuLaw(G711.encodeMuLaw(expected[i]));
            }
        }
        assertThat(heard).isEqualTo(expected);
        assertThat(frames.position()).isEqualTo(wire.frameBytes());
    }

    @Test
    void shouldBeginAFrameAsEachProtocolHasIt() {
        short[] samples = new short[160];
        samples[0] = 0x1234;

        assertThat(beginning(Wire.AUDIOSOCKET, samples, 5)).isEqualTo("1001403412");
        assertThat(beginning(Wire.WEBSOCKET, samples, 10)).isEqualTo("82fe0140000000003412");
        assertThat(beginning(Wire.RTP, new short[160], 2)).isEqualTo("ffff");
    }

    private static String beginning(Wire wire, short[] samples, int bytes) {
        ByteBuffer frame = ByteBuffer.allocate(wire.frameBytes());
        wire.encode(samples, frame);
        return HexFormat.of().formatHex(frame.array(), 0, bytes);
    }
}
