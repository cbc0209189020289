package io.callfuse.engine.ingress.recording;

import io.callfuse.dsp.signal.Pcm16;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds WAV files chunk by chunk, right or wrong. */
final class WavBytes {
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    /** A plain file of 16-bit PCM; the channels' samples alternate. */
    static byte[] pcm16(int rateHz, int channels, short... samples) {
        return new WavBytes()
                .format(1, channels, rateHz, 16)
                .chunk("data", littleEndian(samples))
                .riff();
    }

    static byte[] littleEndian(short... samples) {
        byte[] bytes = new byte[2 * samples.length];
        Pcm16.encodeLittleEndian(samples, 0, samples.length, bytes, 0);
        return bytes;
    }

    WavBytes format(int tag, int channels, int rateHz, int bits) {
        return chunk("fmt ", formatBody(tag, channels, rateHz, bits).array());
    }

    WavBytes extensible(int tag, int channels, int rateHz, int bits) {
        ByteBuffer body = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        body.put(formatBody(0xfffe, channels, rateHz, bits).array());
        body.putShort((short) 22).putShort((short) bits).putInt(4);
        body.putShort((short) tag).putShort((short) 0).putInt(0x0010_0000).putLong(0x719b_3800_aa00_0080L);
        return chunk("fmt ", body.array());
    }

    WavBytes chunk(String name, byte[] body) {
        return chunk(name, body.length, body);
    }

    /** A chunk whose header claims another length than it has. */
    WavBytes chunk(String name, long claimedBytes, byte[] body) {
        chunks.writeBytes(header(name, claimedBytes));
        chunks.writeBytes(body);
        if ((body.length & 1) == 1) {
            chunks.write(0);
        }
        return this;
    }

    byte[] riff() {
        return file("RIFF", chunks.size() + 4L);
    }

    byte[] file(String magic, long claimedBytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header(magic, claimedBytes));
        all.writeBytes("WAVE".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(chunks.toByteArray());
        return all.toByteArray();
    }

    private static byte[] header(String name, long bytes) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt((int) bytes)
                .array();
    }

    private static ByteBuffer formatBody(int tag, int channels, int rateHz, int bits) {
        int blockBytes = channels * bits / 8;
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(rateHz)
                .putInt(rateHz * blockBytes)
                .putShort((short) blockBytes)
                .putShort((short) bits);
    }
}
