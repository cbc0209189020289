package io.callfuse.engine.lab;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A caller of the lab as Asterisk sees him.
 *
 * @param name the channel's name
 * @param context where in the dialplan he is
 * @param extension where in the context he is
 * @param ageSeconds how long he has been in Asterisk, whole seconds
 */
public record CallerChannel(String name, String context, String extension, int ageSeconds) {
    private static final String CALLERS = "PJSIP/caller-";
    private static final int COLUMNS = 14;
    private static final int AGE_FROM_THE_END = 3;

    /** Reads the callers out of what {@code core show channels concise} prints; other channels and lines are left out. */
    static List<CallerChannel> parse(String printed) {
        return printed.lines()
                .filter(row -> row.startsWith(CALLERS))
                .map(row -> row.split("!", -1))
                .filter(columns -> columns.length >= COLUMNS)
                .map(CallerChannel::of)
                .toList();
    }

    // The application's data may hold the separator: columns behind it are counted from the end.
    private static CallerChannel of(String... columns) {
        String age = columns[columns.length - AGE_FROM_THE_END];
        return new CallerChannel(
                columns[0], columns[1], columns[2], age.matches("\\d{1,9}") ? Integer.parseInt(age) : 0);
    }

    /** Reads the variables {@code NAME=value} out of what {@code core show channel} prints. */
    static Map<String, String> parseVariables(String printed) {
        return printed.lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, again) -> first, TreeMap::new));
    }
}
