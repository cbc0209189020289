package io.callfuse.perf.recognition;

import java.util.List;

/**
 * How what was heard differs from what was said, by the least number of edits (Levenshtein 1966).
 *
 * @param said how many words were said
 * @param errors substitutions, deletions and insertions
 */
record WordErrors(int said, int errors) {
    static WordErrors between(List<String> said, List<String> heard) {
        int[] row = new int[heard.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= said.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return new WordErrors(said.size(), row[heard.size()]);
    }

    WordErrors plus(WordErrors other) {
        return new WordErrors(said + other.said, errors + other.errors);
    }

    /** Errors for each word that was said, percent. */
    double ratePercent() {
        return said == 0 ? 0 : 100.0 * errors / said;
    }
}
