package io.callfuse.models.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the phrase files of a language and hands their lines to its reader. For one thread. */
final class LanguageFiles {
    private static final List<String> OF_CALLERS = List.of("words", "emotion", "subtext", "topics", "needs");

    /** What agents say stands apart: no phrase of callers is looked for in it. */
    private static final List<String> OF_AGENTS = List.of("agent");

    private static final String AGENT_FILE = "agent.txt";

    private final LanguageReader reader;
    private final boolean ofAgent;

    private LanguageFiles(Language language, boolean ofAgent) {
        this.ofAgent = ofAgent;
        reader = new LanguageReader(language, ofAgent);
    }

    static LanguageFiles embedded(Language language) throws IOException {
        return embedded(language, false);
    }

    /** What ships with the engine of what callers say, or agents. */
    static LanguageFiles embedded(Language language, boolean ofAgent) throws IOException {
        LanguageFiles files = new LanguageFiles(language, ofAgent);
        if (language == Language.CHINESE) {
            files.embedded("zh/characters.txt");
        }
        for (String purpose : ofAgent ? OF_AGENTS : OF_CALLERS) {
            files.embedded(language.code() + "/" + purpose + ".txt");
        }
        return files;
    }

    /** A model of nothing but this text, for tests. */
    static LanguageModel of(Language language, String text) throws LanguageFileException {
        LanguageFiles files = new LanguageFiles(language, false);
        files.read("text", text.lines().toList());
        return files.model();
    }

    /** Reads an operator's own files, too: {@code agent.txt} of agents, all others of callers. */
    LanguageFiles extendedBy(Path directory, PhraseHash hash) throws IOException {
        String code = reader.language().code();
        Path folder = directory.resolve(code);
        if (!Files.isDirectory(folder)) {
            return this;
        }
        List<Path> own;
        try (Stream<Path> entries = Files.list(folder)) {
            own = entries.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> file.endsWith(AGENT_FILE) == ofAgent)
                    .sorted()
                    .toList();
        }
        for (Path file : own) {
            byte[] content = Files.readAllBytes(file);
            hash.add(code + "/" + file.getFileName(), content);
            try {
                read(
                        file.toString(),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(content))
                                .toString()
                                .lines()
                                .toList());
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
