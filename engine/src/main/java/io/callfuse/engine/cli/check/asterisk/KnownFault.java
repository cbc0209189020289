package io.callfuse.engine.cli.check.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A fault of Asterisk on the way that calls take to the engine.
 *
 * @param id where it is told of, such as {@code asterisk#2123}
 * @param from the first version in which it was seen
 * @param until the first version without it; {@code -} where none is known
 * @param effect what happens
 * @param answer what Callfuse does about it, or what the operator must
 */
record KnownFault(String id, String from, String until, String effect, String answer) {
    private static final String TABLE = "known-faults.txt";
    private static final int COLUMNS = 5;

    /** All that are known, from the table that comes with the engine. */
    static List<KnownFault> all() {
        try (InputStream stream = KnownFault.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(KnownFault::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the engine's own " + TABLE + " cannot be read", unreadable);
        }
    }

    static KnownFault parse(String line) {
        String[] columns = line.split("\\|");
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "a line of " + TABLE + " has " + columns.length + " columns, not " + COLUMNS);
        }
        return new KnownFault(
                columns[0].strip(), columns[1].strip(), columns[2].strip(), columns[3].strip(), columns[4].strip());
    }

    /** Whether a version has it. */
    boolean appliesTo(AsteriskVersion version) {
        boolean begun = AsteriskVersion.find(from).orElseThrow().compareTo(version) <= 0;
        return begun
                && AsteriskVersion.find(until)
                        .map(end -> version.compareTo(end) < 0)
                        .orElse(true);
    }
}
