package io.callfuse.engine.ingress.websocket;

import io.callfuse.dsp.signal.G711;
import io.callfuse.dsp.signal.Pcm16;
import java.util.Locale;
import java.util.Optional;

/** The formats of chan_websocket that are heard, under Asterisk's names. Linear samples come low byte first. */
public enum WebSocketFormat {
    /** G.711 mu-law, 8 kHz. */
    ULAW(8000, 1) {
        @Override
        void decode(byte[] bytes, short[] into, int samples) {
            for (int i = 0; i < samples; i++) {
                into[i] = G711.decodeMuLaw(bytes[i]);
            }
        }
    },
    /** G.711 A-law, 8 kHz. */
    ALAW(8000, 1) {
        @Override
        void decode(byte[] bytes, short[] into, int samples) {
            for (int i = 0; i < samples; i++) {
                into[i] = G711.decodeALaw(bytes[i]);
            }
        }
    },
    /** Signed linear, 16 bits, 8 kHz. */
    SLIN(8000, 2),
    /** The same at 12 kHz. */
    SLIN12(12_000, 2),
    /** The same at 16 kHz. */
    SLIN16(16_000, 2),
    /** The same at 24 kHz. */
    SLIN24(24_000, 2),
    /** The same at 32 kHz. */
    SLIN32(32_000, 2),
    /** The same at 44.1 kHz. */
    SLIN44(44_100, 2),
    /** The same at 48 kHz. */
    SLIN48(48_000, 2),
    /** The same at 96 kHz. */
    SLIN96(96_000, 2),
    /** The same at 192 kHz. */
    SLIN192(192_000, 2);

    private final int sampleRateHz;
    private final int sampleBytes;

    WebSocketFormat(int sampleRateHz, int sampleBytes) {
        this.sampleRateHz = sampleRateHz;
        this.sampleBytes = sampleBytes;
    }

    /** Returns the format of this name, such as {@code slin16}; empty where it is not heard. */
    static Optional<WebSocketFormat> of(String name) {
        for (WebSocketFormat format : values()) {
            if (format.asteriskName().equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Samples a second. */
    int sampleRateHz() {
        return sampleRateHz;
    }

    /** Bytes in a sample. */
    int sampleBytes() {
        return sampleBytes;
    }

    /** Asterisk's name, as in {@code format=slin16}. */
    public String asteriskName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Decodes the first {@code samples} samples. */
    void decode(byte[] bytes, short[] into, int samples) {
        Pcm16.decodeLittleEndian(bytes, 0, into, samples);
    }
}
