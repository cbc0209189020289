package io.callfuse.engine.policy;

import java.time.Duration;
import java.util.Objects;

/**
 * How a caller is received where a route leads: told to the dialplan there, which does it.
 *
 * @param queue the queue of the route; empty where the dialplan alone knows it
 * @param queuePriority of the caller in a queue, from 0; the highest is answered first
 * @param announce sound files (joined by {@code &}) that the caller hears to their end before he waits; empty for none
 * @param whisper those that the agent hears to their end before he is joined with the caller; empty for none
 * @param answerWithin how long the caller waits for an agent before the fallback; zero: until one answers
 */
public record Reception(String queue, int queuePriority, String announce, String whisper, Duration answerWithin) {
    /** As the options' defaults say. */
    public static final Reception PLAIN = new Reception("", 10, "", "", Duration.ofSeconds(60));

    /** Rejects what no dialplan could take. */
    public Reception {
        requireName("queue", queue, "[A-Za-z0-9_.-]*");
        requireName("announce", announce, "[A-Za-z0-9_./:&@+-]*");
        requireName("whisper", whisper, "[A-Za-z0-9_./:&@+-]*");
        Objects.requireNonNull(answerWithin, "answerWithin is null");
        if (queuePriority < 0) {
            throw new IllegalArgumentException("queuePriority " + queuePriority + " is negative");
        }
        if (answerWithin.isNegative()) {
            throw new IllegalArgumentException("answerWithin " + answerWithin + " is negative");
        }
    }

    // These texts become arguments of applications, where other characters would mean something else.
    private static void requireName(String what, String text, String pattern) {
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException("the " + what + " of a route must match " + pattern);
        }
    }
}
