package io.callfuse.perf.load;

import io.callfuse.dsp.signal.G711;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The demo's own recordings: a canonical WAV header, then mu-law bytes. */
final class MuLawWav {
    private MuLawWav() {}

    /** Returns the samples as 16-bit little-endian. */
    static byte[] toLinear(byte[] wav) {
        ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        int chunk = 12;
        while (header.getInt(chunk) != 0x61746164) {
            chunk += 8 + header.getInt(chunk + 4);
        }
        int length = Math.min(header.getInt(chunk + 4), wav.length - chunk - 8);
        ByteBuffer linear = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            linear.putShort(G711.decodeMuLaw(wav[chunk + 8 + i]));
        }
        return linear.array();
    }
}
