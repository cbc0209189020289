package io.callfuse.perf.words;

import io.callfuse.engine.asr.TranscriptException;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What perf/words starts: figures of labelled sentences, or alarms on transcripts. */
public final class WordsCommand {
    private static final String USAGE = "usage: [--errors] SENTENCES.tsv... | --calls DIRECTORY";

    private WordsCommand() {}

    /** Exits with 2 where the arguments or the files make no sense, and with 1 on an alarm. */
    public static void main(String[] arguments) {
        List<String> given = new ArrayList<>(List.of(arguments));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            if (given.size() == 2 && given.get(0).equals("--calls")) {
                System.exit(calls(Path.of(given.get(1)), out) == 0 ? 0 : 1);
            }
            boolean errors = given.remove("--errors");
            if (given.isEmpty() || given.get(0).startsWith("-")) {
                throw new IOException(USAGE);
            }
            for (String file : given) {
                new SentenceFigures(out, errors).print(Path.of(file));
            }
        } catch (IOException | TranscriptException e) {
            System.err.println("perf/words: " + e.getMessage());
            System.exit(2);
        }
    }

    private static int calls(Path directory, PrintStream out) throws IOException, TranscriptException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(file -> file.toString().endsWith(".words.json"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IOException(directory + ": has no *.words.json");
        }
        LanguageModel english = LanguageModel.embedded(Language.ENGLISH);
        int alarms = 0;
        for (Path file : files) {
            TranscribedCall call = TranscribedCall.read(file);
            String name = call.name() + " (caller is " + (call.callerIsB() ? "B" : "A") + ")";
            alarms += new TranscriptAlarms(out).print(name, call.words(), english);
        }
        out.printf("%d calls, %d alarms%n", files.size(), alarms);
        return alarms;
    }
}
