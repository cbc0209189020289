package io.callfuse.engine.ingress.rtp;

import io.callfuse.dsp.signal.G711;
import java.nio.ByteBuffer;
import java.util.Random;

/** The bytes of RTP packets, for tests here and in other packages. */
public final class RtpBytes {
    private RtpBytes() {}

    /** A packet with no extras. */
    public static byte[] packet(int payloadType, int sequence, int timestamp, int ssrc, byte... payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    /** 20 ms of samples as the format has them. */
    public static byte[] payload(RtpFormat format, short[] pcm, int from, int samples) {
        byte[] payload = new byte[samples * format.sampleBytes()];
        for (int i = 0; i < samples; i++) {
            short sample = pcm[from + i];
            switch (format) {
                case ULAW -> payload[i] = G711.encodeMuLaw(sample);
                case ALAW -> payload[i] = G711.encodeALaw(sample);
                default -> {
                    payload[2 * i] = (byte) (sample >> 8);
                    payload[2 * i + 1] = (byte) sample;
                }
            }
        }
        return payload;
    }

    /** What is heard of samples that went through the format. */
    public static short[] heard(RtpFormat format, short[] pcm) {
        short[] heard = new short[pcm.length];
        format.decode(payload(format, pcm, 0, pcm.length), 0, heard, pcm.length);
        return heard;
    }

    /** A telephone event, RFC 4733. */
    public static byte[] event(int event, boolean end, int duration) {
        return new byte[] {(byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration};
    }

    /** Tones with a little noise. */
    public static short[] babble(long seed, int samples) {
        Random random = new Random(seed);
        short[] babble = new short[samples];
        for (int i = 0; i < samples; i++) {
            babble[i] = (short) (5000 * Math.sin(2 * Math.PI * 210 * i / 8000) + 100 * random.nextGaussian());
        }
        return babble;
    }
}
