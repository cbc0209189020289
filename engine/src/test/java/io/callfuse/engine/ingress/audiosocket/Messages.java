package io.callfuse.engine.ingress.audiosocket;

import io.callfuse.dsp.signal.G711;
import io.callfuse.dsp.signal.Pcm16;
import io.callfuse.engine.call.CallId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/** The bytes that an AudioSocket peer sends. */
final class Messages {
    static final byte[] HANGUP = {0, 0, 0};

    private Messages() {}

    static byte[] message(int kind, byte... payload) {
        return claim(kind, payload.length, payload);
    }

    /** A message whose header claims another length than it has. */
    static byte[] claim(int kind, int lengthBytes, byte... payload) {
        return ByteBuffer.allocate(3 + payload.length)
                .put((byte) kind)
                .putShort((short) lengthBytes)
                .put(payload)
                .array();
    }

    static byte[] uuid(CallId call) {
        return message(
                0x01,
                ByteBuffer.allocate(16)
                        .putLong(call.uuid().getMostSignificantBits())
                        .putLong(call.uuid().getLeastSignificantBits())
                        .array());
    }

    static byte[] audio(int kind, short[] samples, int from, int count) {
        byte[] payload = new byte[2 * count];
        Pcm16.encodeLittleEndian(samples, from, count, payload, 0);
        return message(kind, payload);
    }

    /** A whole stream of messages of {@code perMessage} samples each. */
    static byte[] stream(int kind, short[] samples, int perMessage) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < samples.length; at += perMessage) {
            out.writeBytes(audio(kind, samples, at, Math.min(perMessage, samples.length - at)));
        }
        return out.toByteArray();
    }

    static byte[] muLaw(short[] samples) {
        byte[] codes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            codes[i] = G711.encodeMuLaw(samples[i]);
        }
        return codes;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Something like speech: a few tones whose loudness comes and goes, over a little noise. */
    static short[] babble(long seed, int samples, int rateHz) {
        Random random = new Random(seed);
        short[] babble = new short[samples];
        for (int i = 0; i < samples; i++) {
            double atS = (double) i / rateHz;
            double tones = Math.sin(2 * Math.PI * 210 * atS) + 0.5 * Math.sin(2 * Math.PI * 633 * atS);
            double loudness = 6000 * Math.abs(Math.sin(2 * Math.PI * 1.7 * atS));
            babble[i] = (short) Math.round(loudness * tones + 20 * random.nextGaussian());
        }
        return babble;
    }
}
