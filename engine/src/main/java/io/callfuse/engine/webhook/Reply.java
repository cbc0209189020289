package io.callfuse.engine.webhook;

import java.time.Duration;
import java.util.Optional;

/** What a receiver made of a post. */
sealed interface Reply {
    /** It has it. */
    record Taken() implements Reply {}

    /** It will never take this one. */
    record Refused(String why) implements Reply {}

    /** It is there no more, and says that it will not be. */
    record Gone() implements Reply {}

    /**
     * It may take it later.
     *
     * @param after how long it asks to be left alone; empty where it does not say
     */
    record Later(String why, Optional<Duration> after) implements Reply {}

    /** What a status of HTTP means. */
    static Reply of(int status, Optional<Duration> retryAfter) {
        if (status >= 200 && status < 300) {
            return new Taken();
        }
        if (status == 410) {
            return new Gone();
        }
        boolean refused = status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
        return refused ? new Refused("status " + status) : new Later("status " + status, retryAfter);
    }
}
