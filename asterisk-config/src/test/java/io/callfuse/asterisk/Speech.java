package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The demo's recordings (mu-law WAV, 8 kHz, mono) as the raw samples that SIPp streams. The property {@code callfuse.speech} names another folder. */
final class Speech {
    private static final Path FOLDER =
            Path.of(System.getProperty("callfuse.speech", "../engine/src/main/resources/io/callfuse/engine/cli/demo"));

    private Speech() {}

    /** Writes the samples of a recording into a folder, unless they are there, and returns the file. */
    static synchronized Path raw(String name, Path into) {
        Path file = into.resolve(name + ".ul");
        if (Files.exists(file)) {
            return file;
        }
        try {
            ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(name + ".wav")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            wav.position(12);
            while (true) {
                String chunk = chunkName(wav);
                int lengthBytes = wav.getInt();
                if (chunk.equals("fmt ")) {
                    assertThat(wav.getShort(wav.position())).as("mu-law").isEqualTo((short) 7);
                }
                if (chunk.equals("data")) {
                    int end = Math.min(wav.limit(), wav.position() + lengthBytes);
                    return Files.write(
                            into.resolve(name + ".ul"), Arrays.copyOfRange(wav.array(), wav.position(), end));
                }
                wav.position(wav.position() + lengthBytes + (lengthBytes & 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String chunkName(ByteBuffer wav) {
        byte[] name = new byte[4];
        wav.get(name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** Ten seconds in which nobody speaks; written once, for callers who are on the phone read the same file. */
    static synchronized Path silence(Path into) {
        Path file = into.resolve("silence.ul");
        if (Files.exists(file)) {
            return file;
        }
        byte[] silence = new byte[80_000];
        Arrays.fill(silence, (byte) 0xff);
        try {
            return Files.write(file, silence);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
