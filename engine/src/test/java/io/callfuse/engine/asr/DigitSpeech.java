package io.callfuse.engine.asr;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.training.ClipReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real voices that say digits, joined with pauses: from the recordings under {@code CALLFUSE_DATA} (Free Spoken Digit Dataset),
 * with the model that {@code CALLFUSE_DIGIT_MODEL} names. Tests without the two are skipped.
 */
public final class DigitSpeech {
    private static final String[] WORDS = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };
    private static final int PAUSE_SAMPLES = MediaTime.SAMPLE_RATE_HZ / 4;

    private static Path unpacked;

    private final List<TimedWord> words = new ArrayList<>();
    private short[] samples = new short[0];

    private DigitSpeech() {}

    /** The folder of the model; skips the test where it is not told. */
    public static Path model() {
        return folder("CALLFUSE_DIGIT_MODEL");
    }

    private static Path folder(String variable) {
        String folder = System.getenv(variable);
        Assumptions.assumeTrue(
                folder != null && Files.isDirectory(Path.of(folder)), variable + " names no folder: not tested");
        return Path.of(folder);
    }

    /** A talk of so many digits by one speaker, with longer pauses now and then; the same for the same seed. */
    public static DigitSpeech of(String speaker, int digits, long seed) {
        return of(speaker, digits, 2, seed);
    }

    /** The same with pauses of so many seconds after each five digits. */
    public static DigitSpeech of(String speaker, int digits, int pauseS, long seed) {
        try {
            Random random = new Random(seed);
            List<Path> clips = clips(speaker);
            DigitSpeech speech = new DigitSpeech();
            speech.silence(MediaTime.SAMPLE_RATE_HZ);
            for (int i = 0; i < digits; i++) {
                speech.say(clips.get(random.nextInt(clips.size())));
                speech.silence(i % 5 == 4 ? pauseS * MediaTime.SAMPLE_RATE_HZ : PAUSE_SAMPLES);
            }
            speech.silence(2 * MediaTime.SAMPLE_RATE_HZ);
            return speech;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static synchronized List<Path> clips(String speaker) throws IOException {
        if (unpacked == null) {
            Path archive = folder("CALLFUSE_DATA").resolve("speech/fsdd/fsdd-flac.tar");
            Assumptions.assumeTrue(Files.exists(archive), archive + " is not there: not tested");
            Path target = Path.of(System.getProperty("java.io.tmpdir"), "fsdd-" + Files.size(archive));
            Files.createDirectories(target);
            try {
                new ProcessBuilder("tar", "-xf", archive.toString(), "-C", target.toString())
                        .start()
                        .waitFor();
            } catch (InterruptedException stop) {
                throw new IOException(stop);
            }
            unpacked = target;
        }
        try (Stream<Path> files = Files.list(unpacked)) {
            return files.filter(file -> file.getFileName().toString().contains("_" + speaker + "_"))
                    .sorted()
                    .toList();
        }
    }

    private void say(Path clip) throws IOException {
        short[] said = ClipReader.read(clip);
        long atMs = samples.length * 1000L / MediaTime.SAMPLE_RATE_HZ;
        append(said);
        int digit = clip.getFileName().toString().charAt(0) - '0';
        words.add(new TimedWord(atMs, samples.length * 1000L / MediaTime.SAMPLE_RATE_HZ, WORDS[digit], 1));
    }

    private void silence(int count) {
        append(new short[count / MediaTime.FRAME_SAMPLES * MediaTime.FRAME_SAMPLES]);
    }

    private void append(short[] more) {
        int before = samples.length;
        samples = Arrays.copyOf(samples, before + more.length);
        System.arraycopy(more, 0, samples, before, more.length);
    }

    /** What is said, and when. */
    public List<TimedWord> words() {
        return words;
    }

    /** All of it, whole frames. */
    public short[] samples() {
        return samples;
    }

    /** How many frames it is long. */
    public int frames() {
        return samples.length / MediaTime.FRAME_SAMPLES;
    }

    /** Whether a frame lies within a word, or close to one. */
    public boolean isSpeech(long frame) {
        long atMs = MediaTime.startMs(frame);
        return words.stream().anyMatch(word -> atMs >= word.atMs() - 200 && atMs < word.endMs() + 240);
    }
}
