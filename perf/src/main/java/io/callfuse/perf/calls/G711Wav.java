package io.callfuse.perf.calls;

import io.callfuse.dsp.signal.G711;
import io.callfuse.perf.ear.Law;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes WAV files as telephone systems do: G.711 by either law, 8 kHz, mono. */
final class G711Wav {
    private static final int RATE_HZ = 8000;
    private static final int HEADER_BYTES = 58;
    private static final short FORMAT_A_LAW = 6;
    private static final short FORMAT_MU_LAW = 7;

    private G711Wav() {}

    static void write(Path file, short[] samples, Law law) throws IOException {
        if (law == Law.LINEAR) {
            throw new IllegalArgumentException("no law");
        }
        int padding = samples.length % 2;
        ByteBuffer wav =
                ByteBuffer.allocate(HEADER_BYTES + samples.length + padding).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF"))
                .putInt(HEADER_BYTES - 8 + samples.length + padding)
                .put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(18);
        wav.putShort(law == Law.A_LAW ? FORMAT_A_LAW : FORMAT_MU_LAW).putShort((short) 1);
        wav.putInt(RATE_HZ)
                .putInt(RATE_HZ)
                .putShort((short) 1)
                .putShort((short) 8)
                .putShort((short) 0);
        wav.put(ascii("fact")).putInt(4).putInt(samples.length);
        wav.put(ascii("data")).putInt(samples.length);
        for (short sample : samples) {
            wav.put(law == Law.A_LAW ? G711.encodeALaw(sample) : G711.encodeMuLaw(sample));
        }
        Files.write(file, wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
