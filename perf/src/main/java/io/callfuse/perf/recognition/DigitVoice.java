package io.callfuse.perf.recognition;

import io.callfuse.perf.ear.Clip;
import io.callfuse.perf.ear.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A voice and its recordings of single digits.
 *
 * @param said each recording, in the order of its file's name
 */
record DigitVoice(String name, List<Said> said) {
    private static final List<String> WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final List<String> NOT_TRAINED_ON = List.of("fsdd-theo", "fsdd-yweweler");

    /** One digit, said once. */
    record Said(String word, Path file) {}

    /**
     * Reads the voices below a directory: the two speakers of the Free Spoken Digit Dataset whom training leaves out, or, where
     * recordings lie there by the name of their word ({@code zero.wav}), these as one voice.
     */
    static List<DigitVoice> read(Path directory) throws IOException {
        List<Said> own = WORDS.stream()
                .map(word -> new Said(word, directory.resolve(word + ".wav")))
                .filter(said -> Files.exists(said.file()))
                .toList();
        return own.isEmpty() ? ofCorpus(directory) : List.of(new DigitVoice("one voice", own));
    }

    private static List<DigitVoice> ofCorpus(Path data) throws IOException {
        List<Clip> clips = Corpus.read(data).clips();
        List<DigitVoice> voices = new ArrayList<>();
        for (String speaker : NOT_TRAINED_ON) {
            List<Said> said = clips.stream()
                    .filter(clip -> clip.speaker().equals(speaker))
                    .map(clip -> new Said(WORDS.get(Integer.parseInt(clip.text())), clip.file()))
                    .toList();
            voices.add(new DigitVoice(speaker, said));
        }
        return voices;
    }
}
