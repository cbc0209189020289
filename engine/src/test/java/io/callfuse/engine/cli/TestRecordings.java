package io.callfuse.engine.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes WAV files with known content. */
final class TestRecordings {
    private static final int RATE_HZ = 8000;

    private TestRecordings() {}

    /** A hum of pulses at 130 Hz whose loudness swells and fades four times a second, so that it passes for syllables. */
    static Path voiced(Path file, int seconds) throws IOException {
        short[] pcm = new short[RATE_HZ * seconds];
        for (int i = 0; i < pcm.length; i++) {
            double atSeconds = (double) i / RATE_HZ;
            double swell = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * 4 * atSeconds);
            double hum = 0;
            for (int harmonic = 1; harmonic <= 12; harmonic++) {
                hum += StrictMath.sin(2 * Math.PI * 130 * harmonic * atSeconds) / harmonic;
            }
            pcm[i] = (short) (4000 * swell * hum);
        }
        return write(file, pcm, pcm.length);
    }

    static Path silent(Path file, int seconds) throws IOException {
        short[] pcm = new short[RATE_HZ * seconds];
        return write(file, pcm, pcm.length);
    }

    /** A file whose header promises more samples than there are. */
    static Path write(Path file, short[] pcm, int promisedSamples) throws IOException {
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + 2 * promisedSamples).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE_HZ).putInt(2 * RATE_HZ).putShort((short) 2).putShort((short) 16);
        wav.put(ascii("data")).putInt(2 * promisedSamples);
        for (short sample : pcm) {
            wav.putShort(sample);
        }
        return Files.write(file, wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
