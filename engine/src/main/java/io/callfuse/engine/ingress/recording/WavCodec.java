package io.callfuse.engine.ingress.recording;

import io.callfuse.dsp.signal.G711;
import io.callfuse.dsp.signal.Pcm16;

/** The codings of samples in a WAV file that are read. */
enum WavCodec {
    /** Signed linear, 16 bits, low byte first. */
    PCM16(1, 2) {
        @Override
        void decode(byte[] bytes, int offset, int strideBytes, short[] into, int samples) {
            if (strideBytes == Pcm16.SAMPLE_BYTES) {
                Pcm16.decodeLittleEndian(bytes, offset, into, samples);
                return;
            }
            for (int i = 0, at = offset; i < samples; i++, at += strideBytes) {
                into[i] = (short) (bytes[at] & 0xff | bytes[at + 1] << 8);
            }
        }
    },
    /** G.711 A-law. */
    A_LAW(6, 1) {
        @Override
        void decode(byte[] bytes, int offset, int strideBytes, short[] into, int samples) {
            for (int i = 0, at = offset; i < samples; i++, at += strideBytes) {
                into[i] = G711.decodeALaw(bytes[at]);
            }
        }
    },
    /** G.711 mu-law. */
    MU_LAW(7, 1) {
        @Override
        void decode(byte[] bytes, int offset, int strideBytes, short[] into, int samples) {
            for (int i = 0, at = offset; i < samples; i++, at += strideBytes) {
                into[i] = G711.decodeMuLaw(bytes[at]);
            }
        }
    };

    private final int formatTag;
    private final int sampleBytes;

    WavCodec(int formatTag, int sampleBytes) {
        this.formatTag = formatTag;
        this.sampleBytes = sampleBytes;
    }

    /** Returns the codec of a format tag and a sample size, or null if it is not read. */
    static WavCodec of(int formatTag, int bitsPerSample) {
        for (WavCodec codec : values()) {
            if (codec.formatTag == formatTag && codec.sampleBytes * 8 == bitsPerSample) {
                return codec;
            }
        }
        return null;
    }

    /** Names a coding that is not read. */
    static String describe(int formatTag, int bitsPerSample) {
        String name =
                switch (formatTag) {
                    case 1 -> "PCM";
                    case 2 -> "Microsoft ADPCM";
                    case 3 -> "floating point";
                    case 6 -> "A-law";
                    case 7 -> "mu-law";
                    case 0x11 -> "IMA ADPCM";
                    case 0x31 -> "GSM 6.10";
                    case 0x50 -> "MPEG";
                    case 0x55 -> "MP3";
                    default -> "codec 0x%04x".formatted(formatTag);
                };
        return bitsPerSample == 0 ? name : bitsPerSample + "-bit " + name;
    }

    int sampleBytes() {
        return sampleBytes;
    }

    /** Decodes samples that stand {@code strideBytes} apart, the first at {@code offset}. */
    abstract void decode(byte[] bytes, int offset, int strideBytes, short[] into, int samples);
}
