package io.callfuse.perf.calls;

import io.callfuse.perf.ear.Law;
import io.callfuse.perf.ear.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A directory of generated clips with their list: voices of pulses, whose pitch says who speaks and in which mood. */
final class ClipDirectory {
    private static final int RATE_HZ = 8000;

    private final Path directory;
    private final List<String> rows = new ArrayList<>(List.of("path,corpus,language,speaker,sex,emotion"));

    ClipDirectory(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Adds clips of one speaker in one mood, each a little longer than the one before. */
    ClipDirectory add(String corpus, String speaker, String emotion, int clips, double seconds) throws IOException {
        for (int i = 0; i < clips; i++) {
            String name = speaker + "-" + emotion + i + ".wav";
            double hz = 90 + 17 * (rows.size() % 11);
            WavFile.write(directory.resolve(name), voice(hz, seconds + 0.1 * i), Law.MU_LAW);
            rows.add(String.join(",", name, corpus, "xx", speaker, "f", emotion));
        }
        return this;
    }

    /** Adds calm, happy and angry clips enough for every kind of call. */
    ClipDirectory speaker(String corpus, String speaker) throws IOException {
        return add(corpus, speaker, "neutral", 14, 2)
                .add(corpus, speaker, "happy", 14, 2)
                .add(corpus, speaker, "angry", 14, 2);
    }

    /** Writes the list and returns the directory. */
    Path write() throws IOException {
        Files.write(directory.resolve("utterances.csv"), rows);
        return directory;
    }

    private static short[] voice(double hz, double seconds) {
        short[] samples = new short[(int) (seconds * RATE_HZ)];
        for (int i = 0; i < samples.length; i++) {
            double at = (double) i / RATE_HZ;
            double swell = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * 4 * at);
            double sum = 0;
            for (int harmonic = 1; harmonic * hz < 3400; harmonic++) {
                sum += StrictMath.sin(2 * Math.PI * harmonic * hz * at) / harmonic;
            }
            samples[i] = (short) Math.round(5000 * swell * sum);
        }
        return samples;
    }
}
