package io.callfuse.perf.words;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A sentence that a caller might say, and what it is to be understood as.
 *
 * @param id its name in the file
 * @param text what is said
 * @param labels categories, subtexts and topics alike
 */
record LabelledSentence(String id, String text, Set<String> labels) {
    private static final int COLUMNS = 5;

    /**
     * Reads {@code id TAB text TAB categories TAB subtext TAB topics}; labels of a column are separated by blanks, {@code -}
     * stands for none, and a line that begins with {@code #} or {@code id TAB} is left out.
     */
    static List<LabelledSentence> read(Path file) throws IOException {
        List<LabelledSentence> sentences = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (line.isBlank() || line.startsWith("#") || line.startsWith("id\t")) {
                continue;
            }
            String[] columns = line.split("\t", -1);
            if (columns.length != COLUMNS) {
                throw new IOException(file + ":" + number + ": has " + columns.length + " columns, not " + COLUMNS);
            }
            Set<String> labels = new HashSet<>();
            for (int column = 2; column < COLUMNS; column++) {
                for (String label : columns[column].strip().split("\\s+")) {
                    if (!label.equals("-") && !label.isEmpty()) {
                        labels.add(label);
                    }
                }
            }
            sentences.add(new LabelledSentence(columns[0], columns[1], labels));
        }
        return sentences;
    }
}
