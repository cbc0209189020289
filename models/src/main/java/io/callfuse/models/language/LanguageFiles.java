package io.callfuse.models.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the phrase files of a language and hands their lines to its reader. For one thread. */
final class LanguageFiles {
    private static final List<String> EMBEDDED = List.of("words", "emotion", "subtext", "topics", "needs");

    private final LanguageReader reader;

    private LanguageFiles(Language language) {
        reader = new LanguageReader(language);
    }

    static LanguageFiles embedded(Language language) throws IOException {
        LanguageFiles files = new LanguageFiles(language);
        if (language == Language.CHINESE) {
            files.embedded("zh/characters.txt");
        }
        for (String purpose : EMBEDDED) {
            files.embedded(language.code() + "/" + purpose + ".txt");
        }
        return files;
    }

    /** A model of nothing but this text, for tests. */
    static LanguageModel of(Language language, String text) throws LanguageFileException {
        LanguageFiles files = new LanguageFiles(language);
        files.read("text", text.lines().toList());
        return files.model();
    }

    LanguageFiles extendedBy(Path directory) throws IOException {
        Path folder = directory.resolve(reader.language().code());
        if (!Files.isDirectory(folder)) {
            return this;
        }
        List<Path> own;
        try (Stream<Path> entries = Files.list(folder)) {
            own = entries.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
        for (Path file : own) {
            try {
                read(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
            } catch (CharacterCodingException e) {
                throw new LanguageFileException(file + ": is not UTF-8");
            }
        }
        return this;
    }

    LanguageModel model() throws LanguageFileException {
        return reader.finish();
    }

    private void embedded(String name) throws IOException {
        try (InputStream in = LanguageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new LanguageFileException(name + ": is missing from the program");
            }
            read(
                    name,
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .toList());
        }
    }

    private void read(String file, List<String> lines) throws LanguageFileException {
        reader.begin(file);
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).strip();
            if (!text.isEmpty() && !text.startsWith("//")) {
                reader.take(new SourceLine(file, i + 1, text));
            }
        }
    }
}
