package io.callfuse.perf.bench;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.call.MediaTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A recorded caller, 20 ms of mu-law at a time, round and round: the demo's escalating one, or the mu-law WAV that the system
 * property {@code callfuse.bench.audio} names. Not thread-safe.
 */
final class TelephoneSpeech {
    private static final String DEMO = "/io/callfuse/engine/cli/demo/en-escalating.wav";
    private static final int DATA_TAG = 0x61746164;

    private final byte[] muLaw;
    private final short[] samples = new short[MediaTime.FRAME_SAMPLES];
    private int position;

    TelephoneSpeech() {
        this.muLaw = muLawOf(read());
    }

    /** Decodes the next 20 ms; the array is rewritten by the next call. */
    short[] next() {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = G711.decodeMuLaw(muLaw[position + i]);
        }
        position += samples.length;
        if (position + samples.length > muLaw.length) {
            position = 0;
        }
        return samples;
    }

    /** The data of a WAV file whose header says nothing else of interest. */
    static byte[] muLawOf(byte[] wav) {
        ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        int chunk = 12;
        while (header.getInt(chunk) != DATA_TAG) {
            chunk += 8 + header.getInt(chunk + 4);
        }
        int begin = chunk + 8;
        return Arrays.copyOfRange(wav, begin, Math.min(begin + header.getInt(chunk + 4), wav.length));
    }

    private static byte[] read() {
        String named = System.getProperty("callfuse.bench.audio");
        try (InputStream demo = TelephoneSpeech.class.getResourceAsStream(DEMO)) {
            return named == null ? demo.readAllBytes() : Files.readAllBytes(Path.of(named));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
