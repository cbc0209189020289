package io.callfuse.perf.ear;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs Praat, which must be installed, on recordings of the computer it runs on. */
final class Praat {
    private static final String SCRIPT = "pitch-reference.praat";

    private Praat() {}

    /** Returns the pitch of each recording (8 kHz), in their order. */
    static List<PitchReference> pitchOf(List<short[]> recordings) throws IOException {
        Path folder = Files.createTempDirectory("callfuse-pitch");
        try {
            List<String> names = new ArrayList<>();
            for (short[] samples : recordings) {
                String name = "clip" + names.size();
                Files.write(folder.resolve(name + ".raw"), littleEndian(samples));
                names.add(name);
            }
            Files.write(folder.resolve("list"), names);
            run(folder);
            List<PitchReference> references = new ArrayList<>();
            for (String name : names) {
                references.add(PitchReference.parse(Files.readAllLines(folder.resolve(name + ".txt"))));
            }
            return references;
        } finally {
            delete(folder);
        }
    }

    private static void run(Path folder) throws IOException {
        Path script = folder.resolve(SCRIPT);
        try (InputStream text = Praat.class.getResourceAsStream(SCRIPT)) {
            Files.copy(text, script);
        }
        Process praat = new ProcessBuilder(
                        "praat",
                        "--run",
                        script.toString(),
                        folder.toString(),
                        folder.resolve("list").toString())
                .inheritIO()
                .start();
        try {
            int exit = praat.waitFor();
            if (exit != 0) {
                throw new IOException("praat ended with exit code " + exit);
            }
        } catch (InterruptedException e) {
            praat.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while praat ran", e);
        }
    }

    private static byte[] littleEndian(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
