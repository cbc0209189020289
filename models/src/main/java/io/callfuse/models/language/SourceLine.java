package io.callfuse.models.language;

/**
 * A line of a phrase file.
 *
 * @param file the file as its reader named it
 * @param number counted from 1
 * @param text without blanks around it
 */
record SourceLine(String file, int number, String text) {
    LanguageFileException fault(String reason) {
        return new LanguageFileException(file + ":" + number + ": " + reason);
    }
}
