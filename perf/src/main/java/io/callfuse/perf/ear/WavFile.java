package io.callfuse.perf.ear;

import io.callfuse.dsp.signal.Pcm16;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Writes WAV files of 8 kHz, mono: 16-bit samples, or G.711 as telephone systems do. */
public final class WavFile {
    private static final float RATE_HZ = 8000;

    private WavFile() {}

    /** Writes a file anew, coded by this law. */
    public static void write(Path file, short[] samples, Law law) throws IOException {
        byte[] bytes = law.encoded(samples);
        int sampleBytes = law == Law.LINEAR ? Pcm16.SAMPLE_BYTES : 1;
        AudioFormat format = new AudioFormat(
                switch (law) {
                    case LINEAR -> AudioFormat.Encoding.PCM_SIGNED;
                    case MU_LAW -> AudioFormat.Encoding.ULAW;
                    case A_LAW -> AudioFormat.Encoding.ALAW;
                },
                RATE_HZ,
                8 * sampleBytes,
                1,
                sampleBytes,
                RATE_HZ,
                false);
        AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples.length);
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
}
