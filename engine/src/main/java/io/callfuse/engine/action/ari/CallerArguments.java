package io.callfuse.engine.action.ari;

import io.callfuse.engine.call.CallChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the dialplan says with a caller: {@code Stasis(callfuse,stay=60,queue=support)}.
 *
 * @param stay for how long he stays in the application at most; empty: he goes on as soon as he is heard
 * @param music the class of music that he hears while he stays; empty for the default one
 * @param tags whatever else was named, for the record of the call
 */
record CallerArguments(Optional<Duration> stay, String music, Map<String, String> tags) {
    private static final long LONGEST_STAY_S = Duration.ofHours(4).toSeconds();
    private static final int TAGS_AT_MOST = 16;
    private static final int TAG_CHARACTERS_AT_MOST = 64;
    private static final Logger LOG = LoggerFactory.getLogger(CallerArguments.class);

    /** Reads the arguments of this caller, whose call has no id yet; what cannot be understood is told and left out. */
    static CallerArguments parse(CallChannel caller, List<String> arguments) {
        Map<String, String> named = new TreeMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0 && argument.length() <= TAG_CHARACTERS_AT_MOST && named.size() < TAGS_AT_MOST) {
                named.put(
                        argument.substring(0, equals).strip(),
                        argument.substring(equals + 1).strip());
            } else if (!argument.isBlank()) {
                LOG.warn(
                        "{}: an argument of Stasis() is no NAME=VALUE of {} characters at most",
                        caller,
                        TAG_CHARACTERS_AT_MOST);
            }
        }
        Optional<Duration> stay = stay(caller, named.remove("stay"));
        String music = named.remove("music");
        return new CallerArguments(stay, music == null ? "" : music, Collections.unmodifiableMap(named));
    }

    private static Optional<Duration> stay(CallChannel caller, String seconds) {
        if (seconds == null) {
            return Optional.empty();
        }
        if (!seconds.matches("[0-9]{1,6}") || Long.parseLong(seconds) > LONGEST_STAY_S) {
            LOG.warn(
                    "{}: stay={} is no number of seconds up to {}: he goes on at once",
                    caller,
                    seconds,
                    LONGEST_STAY_S);
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
