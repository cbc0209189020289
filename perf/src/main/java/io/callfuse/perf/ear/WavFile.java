package io.callfuse.perf.ear;

import io.callfuse.dsp.signal.Pcm16;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes 16-bit samples at 8 kHz as WAV, for programs that read nothing else. */
final class WavFile {
    private static final int HEADER_BYTES = 44;
    private static final int RATE_HZ = 8000;

    private WavFile() {}

    static void write(Path file, short[] samples) throws IOException {
        int bytes = Pcm16.SAMPLE_BYTES * samples.length;
        ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER_BYTES - 8 + bytes);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE_HZ).putInt(RATE_HZ * Pcm16.SAMPLE_BYTES);
        wav.putShort((short) Pcm16.SAMPLE_BYTES).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        Pcm16.encodeLittleEndian(samples, 0, samples.length, wav.array(), HEADER_BYTES);
        Files.write(file, wav.array());
    }
}
