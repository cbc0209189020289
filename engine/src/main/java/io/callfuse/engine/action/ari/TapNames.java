package io.callfuse.engine.action.ari;

import java.util.List;
import java.util.UUID;

/**
 * The ids that the engine gives to the parts of one tap. They are chosen before Asterisk makes the parts, so that each can be
 * removed whatever answer was lost, and they begin alike, so that those of a run that was killed are found.
 */
record TapNames(String media, String snoop, String bridge) {

    /** Returns names that nobody has had before. */
    static TapNames fresh(String app) {
        String stem = prefix(app) + UUID.randomUUID();
        return new TapNames(stem + "-media", stem + "-snoop", stem + "-bridge");
    }

    /** How the names of all taps of an application begin. */
    static String prefix(String app) {
        return app + "-tap-";
    }

    /** The order in which they must go: the other way round Asterisk reports faults of its own (asterisk#1715). */
    static List<String> endingsInOrderOfRemoval() {
        return List.of("-media", "-snoop", "-bridge");
    }

    /** Returns the request that removes a part, whether channel or bridge. */
    static AriRequest removal(String part) {
        return part.endsWith("-bridge")
                ? AriRequest.delete("/bridges/%s", part)
                : AriRequest.delete("/channels/%s", part);
    }
}
