package io.callfuse.models.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The models of all languages, for legs of which nobody knows yet what they will speak. Immutable; any thread may read it. What
 * ships with the engine is read when it is first asked for.
 */
public final class Languages {
    private static final Languages EMBEDDED = new Languages(Map.of());

    private final Map<Language, LanguageModel> own;

    private Languages(Map<Language, LanguageModel> own) {
        this.own = own;
    }

    private static final class English {
        static final LanguageModel MODEL = LanguageModel.embedded(Language.ENGLISH);
    }

    private static final class Chinese {
        static final LanguageModel MODEL = LanguageModel.embedded(Language.CHINESE);
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
        Map<Language, LanguageModel> own = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            own.put(language, LanguageModel.load(language, directory));
        }
        return new Languages(own);
    }

    /** Reads what was not read yet, for callers who cannot wait for it later. */
    public void ready() {
        for (Language language : Language.values()) {
            of(language);
        }
    }

    /** The model of a language. */
    public LanguageModel of(Language language) {
        LanguageModel loaded = own.get(language);
        if (loaded != null) {
            return loaded;
        }
        return language == Language.CHINESE ? Chinese.MODEL : English.MODEL;
    }
}
