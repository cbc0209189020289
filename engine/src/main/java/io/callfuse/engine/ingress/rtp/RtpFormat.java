package io.callfuse.engine.ingress.rtp;

import io.callfuse.dsp.signal.G711;
import io.callfuse.dsp.signal.Pcm16;
import java.util.Locale;

/**
 * The formats of external media that are heard, under Asterisk's names. The payload types are those that Asterisk 22 was seen to
 * send; it puts 8 kHz linear samples under 10, which RFC 3551 has for 44.1 kHz stereo.
 */
public enum RtpFormat {
    /** G.711 mu-law, 8 kHz. */
    ULAW(0, 8000, 1) {
        @Override
        void decode(byte[] payload, int offset, short[] into, int samples) {
            for (int i = 0; i < samples; i++) {
                into[i] = G711.decodeMuLaw(payload[offset + i]);
            }
        }
    },
    /** G.711 A-law, 8 kHz. */
    ALAW(8, 8000, 1) {
        @Override
        void decode(byte[] payload, int offset, short[] into, int samples) {
            for (int i = 0; i < samples; i++) {
                into[i] = G711.decodeALaw(payload[offset + i]);
            }
        }
    },
    /** Signed linear, 16 bits, high byte first, 8 kHz. */
    SLIN(10, 8000, 2) {
        @Override
        void decode(byte[] payload, int offset, short[] into, int samples) {
            Pcm16.decodeBigEndian(payload, offset, into, samples);
        }
    },
    /** The same at 16 kHz. */
    SLIN16(118, 16_000, 2) {
        @Override
        void decode(byte[] payload, int offset, short[] into, int samples) {
            Pcm16.decodeBigEndian(payload, offset, into, samples);
        }
    };

    private final int payloadType;
    private final int sampleRateHz;
    private final int sampleBytes;

    RtpFormat(int payloadType, int sampleRateHz, int sampleBytes) {
        this.payloadType = payloadType;
        this.sampleRateHz = sampleRateHz;
        this.sampleBytes = sampleBytes;
    }

    /** Returns the format that a payload type stands for by itself, or null. */
    public static RtpFormat of(int payloadType) {
        return switch (payloadType) {
            case 0 -> ULAW;
            case 8 -> ALAW;
            case 10 -> SLIN;
            case 118 -> SLIN16;
            default -> null;
        };
    }

    /** The payload type under which Asterisk sends it. */
    public int payloadType() {
        return payloadType;
    }

    /** Samples a second, which is also the rate of the timestamps. */
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Bytes in a sample. */
    public int sampleBytes() {
        return sampleBytes;
    }

    /** Asterisk's name, as in {@code format=slin16}. */
    public String asteriskName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Decodes {@code samples} samples from {@code offset} on into the beginning of {@code into}. */
    abstract void decode(byte[] payload, int offset, short[] into, int samples);
}
