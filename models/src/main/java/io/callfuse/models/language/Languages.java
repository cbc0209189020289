package io.callfuse.models.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The models of all languages, for legs of which nobody knows yet what they will speak. Immutable; any thread may read it. What
 * ships with the engine is read when it is first asked for.
 */
public final class Languages {
    private static final Languages EMBEDDED = new Languages(Map.of(), Map.of(), Optional.empty());

    private final Map<Language, LanguageModel> own;
    private final Map<Language, LanguageModel> ownOfAgents;
    private final Optional<String> hash;

    private Languages(
            Map<Language, LanguageModel> own, Map<Language, LanguageModel> ownOfAgents, Optional<String> hash) {
        this.own = own;
        this.ownOfAgents = ownOfAgents;
        this.hash = hash;
    }

    private static final class English {
        static final LanguageModel MODEL = LanguageModel.embedded(Language.ENGLISH);
    }

    private static final class Chinese {
        static final LanguageModel MODEL = LanguageModel.embedded(Language.CHINESE);
    }

    private static final class EnglishAgents {
        static final LanguageModel MODEL = embeddedOfAgents(Language.ENGLISH);
    }

    private static final class ChineseAgents {
        static final LanguageModel MODEL = embeddedOfAgents(Language.CHINESE);
    }

    private static LanguageModel embeddedOfAgents(Language language) {
        try {
            return LanguageFiles.embedded(language, true).model();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded phrases cannot be read: " + e.getMessage(), e);
        }
    }

    /** What ships with the engine. */
    public static Languages embedded() {
        return EMBEDDED;
    }

    /**
     * What ships with the engine and, read after it, the phrase files of a directory: {@code en/*.txt} and {@code zh/*.txt}.
     *
     * @throws LanguageFileException naming the file and the line that is wrong, or the directory that is not there
     * @throws IOException if a file cannot be read
     */
    public static Languages load(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new LanguageFileException(directory + ": no such directory");
        }
        PhraseHash hash = new PhraseHash();
        Map<Language, LanguageModel> own = load(directory, false, hash);
        Map<Language, LanguageModel> ownOfAgents = load(directory, true, hash);
        return new Languages(own, ownOfAgents, Optional.of(hash.text()));
    }

    private static Map<Language, LanguageModel> load(Path directory, boolean ofAgents, PhraseHash hash)
            throws IOException {
        Map<Language, LanguageModel> loaded = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            loaded.put(
                    language,
                    LanguageFiles.embedded(language, ofAgents)
                            .extendedBy(directory, hash)
                            .model());
        }
        return loaded;
    }

    /** Reads what was not read yet, for callers who cannot wait for it later. */
    public void ready() {
        for (Language language : Language.values()) {
            of(language);
        }
    }

    /** The model of what callers say in a language. */
    public LanguageModel of(Language language) {
        LanguageModel loaded = own.get(language);
        if (loaded != null) {
            return loaded;
        }
        return language == Language.CHINESE ? Chinese.MODEL : English.MODEL;
    }

    /** The model of what agents say in a language; its topics are {@link AgentStatement statements}, and it has nothing else. */
    public LanguageModel ofAgents(Language language) {
        LanguageModel loaded = ownOfAgents.get(language);
        if (loaded != null) {
            return loaded;
        }
        return language == Language.CHINESE ? ChineseAgents.MODEL : EnglishAgents.MODEL;
    }

    /** {@code sha256:} and the hash of the operator's own phrase files, their names and contents; empty where there are none. */
    public Optional<String> hash() {
        return hash;
    }
}
