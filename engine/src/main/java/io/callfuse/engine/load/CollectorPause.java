package io.callfuse.engine.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The collector has stopped the Java machine.
 *
 * @param atNs when that was over, as {@link System#nanoTime} has it
 * @param ms for how long
 */
record CollectorPause(long atNs, double ms) {
    private static final Pattern LINE = Pattern.compile("\\[(\\d+)ns\\].*\\bPause\\b.* (\\d+\\.\\d+)ms");

    /** Reads what {@code -Xlog:gc} wrote with {@code timenanos}; other lines are left out. */
    static List<CollectorPause> read(List<String> lines) {
        List<CollectorPause> pauses = new ArrayList<>();
        for (String line : lines) {
            Matcher pause = LINE.matcher(line);
            if (pause.matches()) {
                pauses.add(new CollectorPause(Long.parseLong(pause.group(1)), Double.parseDouble(pause.group(2))));
            }
        }
        return pauses;
    }
}
