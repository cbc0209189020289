package io.callfuse.engine.call;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Names one watched call, from the first frame to the archive. Its text is what the dialplan sees as {@code CALLFUSE_ID}
 * and what AudioSocket carries as the UUID of a stream.
 */
public record CallId(UUID uuid) {

    /** Rejects null. */
    public CallId {
        Objects.requireNonNull(uuid, "uuid is null");
    }

    /** Returns a new random id. */
    public static CallId random() {
        return new CallId(UUID.randomUUID());
    }

    /**
     * Reads the 36-character form of a UUID.
     *
     * @throws IllegalArgumentException if the text is anything else; the message shows the text
     */
    public static CallId parse(String text) {
        UUID uuid = text.length() == 36 ? parseOrNull(text) : null;
        if (uuid == null || !uuid.toString().equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("'" + text + "' is not a UUID of 36 characters");
        }
        return new CallId(uuid);
    }

    private static UUID parseOrNull(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
