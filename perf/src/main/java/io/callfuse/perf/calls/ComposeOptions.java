package io.callfuse.perf.calls;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code perf/compose} is asked for.
 *
 * @param data directory of the clips
 * @param out directory of the calls; new or empty
 * @param clips the list of clips
 * @param speakers file that names the speakers
 * @param part of the speakers
 * @param kinds of calls
 * @param calls of each kind
 * @param seed from which everything follows
 */
record ComposeOptions(
        Path data,
        Path out,
        Path clips,
        Optional<Path> speakers,
        Optional<String> part,
        Set<CallKind> kinds,
        int calls,
        long seed) {
    private static final int CALLS = 300;
    private static final long SEED = 1;
    private static final int MOST_CALLS = 9999;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static ComposeOptions parse(String... arguments) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        Path[] directories = new Path[2];
        int given = 0;
        Path clips = null;
        Path speakers = null;
        String part = null;
        Set<CallKind> kinds = EnumSet.allOf(CallKind.class);
        long calls = CALLS;
        long seed = SEED;
        while (!left.isEmpty()) {
            String next = left.remove();
            switch (next) {
                case "--clips" -> clips = Path.of(value(next, left));
                case "--speakers" -> speakers = Path.of(value(next, left));
                case "--part" -> part = value(next, left);
                case "--kinds" -> kinds = kinds(value(next, left));
                case "--calls" -> calls = number(next, value(next, left));
                case "--seed" -> seed = number(next, value(next, left));
                default -> {
                    if (next.startsWith("-") || given == directories.length) {
                        throw new IllegalArgumentException("what is '" + next + "'?");
                    }
                    directories[given++] = Path.of(next);
                }
            }
        }
        if (given < directories.length) {
            throw new IllegalArgumentException("a directory of clips and one for the calls are wanted");
        }
        if (speakers != null && part != null) {
            throw new IllegalArgumentException("--speakers and --part: one of the two");
        }
        if (calls < 1 || calls > MOST_CALLS) {
            throw new IllegalArgumentException("--calls " + calls + ": 1 to " + MOST_CALLS);
        }
        return new ComposeOptions(
                directories[0],
                directories[1],
                clips == null ? directories[0].resolve("utterances.csv") : clips,
                Optional.ofNullable(speakers),
                Optional.ofNullable(part),
                kinds,
                (int) calls,
                seed);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " without a value");
        }
        return left.remove();
    }

    private static long number(String option, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + text + ": a whole number", e);
        }
    }

    private static Set<CallKind> kinds(String list) {
        Set<CallKind> kinds = EnumSet.noneOf(CallKind.class);
        for (String text : list.split(",")) {
            kinds.add(CallKind.of(text.strip())
                    .orElseThrow(() ->
                            new IllegalArgumentException("--kinds " + text + ": calm, happy-loud, escalating, angry")));
        }
        return kinds;
    }
}
