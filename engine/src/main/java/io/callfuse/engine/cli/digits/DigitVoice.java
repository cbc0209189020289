package io.callfuse.engine.cli.digits;

import io.callfuse.engine.training.DigitArchive;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A voice and its recordings of single digits. Immutable.
 *
 * @param name whose it is
 * @param said each recording, in the order of its file's name
 */
public record DigitVoice(String name, List<Said> said) {
    private static final List<String> WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    /** Of the corpus, those whom the model has not heard. */
    private static final List<String> NOT_TRAINED_ON = List.of("theo", "yweweler");

    /** What {@code espeak-ng -v en+m1 -s 150} says at 8 kHz, and of its digits those that the model hears right. */
    private static final List<String> MADE_UP = List.of("zero", "one", "three", "four", "five", "six");

    /** One digit, said once. */
    public record Said(String word, Path file) {}

    /** Copies the list. */
    public DigitVoice {
        said = List.copyOf(said);
    }

    /**
     * Unpacks the voice that came with the demo. It is no person's.
     *
     * @param directory made where it is not there
     */
    public static DigitVoice madeUp(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String word : MADE_UP) {
            try (InputStream recording = DigitVoice.class.getResourceAsStream(word + ".wav")) {
                if (recording == null) {
                    throw new FileNotFoundException("the recording " + word + " is missing from this build");
                }
                Files.copy(recording, directory.resolve(word + ".wav"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return named("a made-up voice", directory);
    }

    /**
     * Finds the voices of a directory: recordings by the name of their word ({@code zero.wav}) are one voice; else of a data
     * directory, or of its {@code speech/fsdd}, the speakers of the Free Spoken Digit Dataset on whom the model was not trained.
     *
     * @throws IOException if there are none; the message names the directory
     */
    public static List<DigitVoice> in(Path directory) throws IOException {
        DigitVoice own = named(String.valueOf(directory.getFileName()), directory);
        if (!own.said().isEmpty()) {
            return List.of(own);
        }
        List<DigitArchive.Take> takes = new ArrayList<>(DigitArchive.list(directory));
        takes.addAll(DigitArchive.list(directory.resolve("speech").resolve("fsdd")));
        List<DigitVoice> voices = new ArrayList<>();
        for (String speaker : NOT_TRAINED_ON) {
            List<Said> said = takes.stream()
                    .filter(take -> take.speaker().equals(speaker))
                    .map(take -> new Said(WORDS.get(take.digit()), take.file()))
                    .toList();
            if (!said.isEmpty()) {
                voices.add(new DigitVoice(speaker, said));
            }
        }
        if (voices.isEmpty()) {
            throw new FileNotFoundException(directory
                    + ": no spoken digits here (zero.wav, one.wav..., or fsdd-flac.tar, also in speech/fsdd)");
        }
        return voices;
    }

    private static DigitVoice named(String name, Path directory) {
        List<Said> said = new ArrayList<>();
        for (String word : WORDS) {
            for (String ending : List.of(".wav", ".flac")) {
                Path file = directory.resolve(word + ending);
                if (Files.isRegularFile(file)) {
                    said.add(new Said(word, file));
                }
            }
        }
        return new DigitVoice(name, said);
    }
}
