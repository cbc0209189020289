package io.callfuse.engine.policy.routing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How busy a queue of Asterisk is.
 *
 * @param waiting callers who wait in it
 * @param loggedIn agents who are logged in
 * @param available agents of these who could be called now
 * @param holdSeconds how long callers have waited of late, on average, s
 */
public record QueueStatus(int waiting, int loggedIn, int available, int holdSeconds) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) (\\d{1,9}) (\\d{1,9}) (\\d{1,9})");

    /** Rejects numbers below 0. */
    public QueueStatus {
        if (waiting < 0 || loggedIn < 0 || available < 0 || holdSeconds < 0) {
            throw new IllegalArgumentException(
                    "below 0: " + waiting + " " + loggedIn + " " + available + " " + holdSeconds);
        }
    }

    /** The same with one caller more. */
    public QueueStatus withOneMore() {
        return new QueueStatus(waiting + 1, loggedIn, available, holdSeconds);
    }

    /** As a journal keeps it: the four numbers in their order. */
    public String text() {
        return waiting + " " + loggedIn + " " + available + " " + holdSeconds;
    }

    /** Reads {@link #text()}; empty where it is none. */
    static Optional<QueueStatus> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new QueueStatus(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3)),
                Integer.parseInt(form.group(4))));
    }
}
