package io.callfuse.perf.ear;

import io.callfuse.engine.training.ClipReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One recording of a corpus; its samples are read when asked for and not kept.
 *
 * @param file where it lies
 * @param path the same below the data directory, by which the lists name it
 * @param corpus name of the corpus
 * @param speaker one person is one name over all corpora
 * @param sex {@code m}, {@code f} or empty
 * @param emotion as the corpus labels it, or empty
 * @param seconds its length, s
 * @param text what is said, or empty
 * @param prosody what hand-checked marks say, if there are any
 */
public record Clip(
        Path file,
        String path,
        String corpus,
        String speaker,
        String sex,
        String emotion,
        double seconds,
        String text,
        Optional<Prosody> prosody) {

    /** Whether this may be tuned on. */
    public Part part() {
        return Split.of(corpus, speaker);
    }

    /** Reads the samples, 16 bits at 8 kHz; the last 20 ms are filled up with silence. */
    public short[] samples() throws IOException {
        return ClipReader.read(file);
    }
}
