package io.callfuse.models.digits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The files of a model as Vosk wants them. No state. */
final class DigitModelFolder {
    static final String ACOUSTICS = "am/final.mdl";
    static final String CEPSTRUM = "conf/mfcc.conf";
    static final String DECODER = "conf/model.conf";
    static final String GRAPH = "graph/HCLG.fst";
    static final String WORDS = "graph/words.txt";
    static final String WORD_BOUNDARIES = "graph/phones/word_boundary.int";

    /** All of them. */
    static final List<String> FILES = List.of(ACOUSTICS, CEPSTRUM, DECODER, GRAPH, WORDS, WORD_BOUNDARIES);

    private static final List<String> CEPSTRUM_OPTIONS = List.of(
            "sample-frequency=" + KaldiCepstrum.SAMPLE_RATE_HZ,
            "use-energy=false",
            "num-mel-bins=" + KaldiCepstrum.COEFFICIENTS,
            "num-ceps=" + KaldiCepstrum.COEFFICIENTS,
            "low-freq=" + KaldiCepstrum.LOW_HZ,
            "high-freq=" + KaldiCepstrum.HIGH_HZ,
            // With Kaldi's own dither the words would change from run to run.
            "dither=0");

    private static final List<String> DECODER_OPTIONS = List.of(
            "min-active=200",
            "max-active=3000",
            "beam=13",
            "lattice-beam=6",
            "acoustic-scale=0.3",
            "frame-subsampling-factor=" + TimeDelayNetwork.SUBSAMPLING,
            // Small pieces at a time, or else partial words come 1.5 s late.
            "frames-per-chunk=9",
            "determinize-max-delay=10",
            "determinize-min-chunk-size=5",
            // Without it libvosk ends its process at the first sound.
            "endpoint.silence-phones=1",
            "endpoint.rule2.min-trailing-silence=0.5",
            "endpoint.rule3.min-trailing-silence=0.75",
            "endpoint.rule4.min-trailing-silence=1.0");

    private DigitModelFolder() {}

    static void write(DigitAcoustics acoustics, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("am"));
        Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("graph/phones"));
        write(folder.resolve(ACOUSTICS), AcousticModelText.of(acoustics));
        new DecodingGraph(acoustics.stays()).write(folder.resolve(GRAPH));
        write(folder.resolve(WORDS), words());
        write(folder.resolve(WORD_BOUNDARIES), wordBoundaries());
        write(folder.resolve(CEPSTRUM), options(CEPSTRUM_OPTIONS));
        write(folder.resolve(DECODER), options(DECODER_OPTIONS));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }

    private static String words() {
        List<String> words = DigitVocabulary.WORDS;
        return IntStream.range(0, words.size())
                .mapToObj(i -> words.get(i) + " " + (i + 1) + "\n")
                .collect(Collectors.joining("", "<eps> 0\n", ""));
    }

    private static String wordBoundaries() {
        List<DigitVocabulary.Phone> phones = DigitVocabulary.phones();
        return IntStream.range(0, phones.size())
                .mapToObj(i -> (i + 1) + " " + phones.get(i).place() + "\n")
                .collect(Collectors.joining());
    }

    private static String options(List<String> options) {
        return options.stream().map(option -> "--" + option + "\n").collect(Collectors.joining());
    }
}
