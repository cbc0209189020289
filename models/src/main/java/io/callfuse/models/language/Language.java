package io.callfuse.models.language;

import java.util.Locale;

/** A language whose words are understood. */
public enum Language {
    /** English: words between blanks, contractions, inflections. */
    ENGLISH("en"),
    /** Chinese: characters without blanks, traditional and simplified. */
    CHINESE("zh");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** The code of ISO 639-1: {@code en}, {@code zh}. */
    public String code() {
        return code;
    }

    /** The language that a text is written in: Chinese where any Chinese character stands in it. */
    public static Language of(String text) {
        return text.codePoints().anyMatch(ChineseTokens::isHan) ? CHINESE : ENGLISH;
    }

    /** Finds a language by its code; refuses one that is not understood. */
    public static Language ofCode(String code) {
        for (Language language : values()) {
            if (language.code.equals(code.toLowerCase(Locale.ROOT))) {
                return language;
            }
        }
        throw new IllegalArgumentException("no language '" + code + "': there are en and zh");
    }
}
