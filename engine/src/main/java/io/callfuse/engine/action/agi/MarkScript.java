package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code mark?agent=ann&customer=4711}, or {@code mark,agent=ann,customer=4711}: joins facts of the dialplan's own to the call.
 * They stand in its record in the archive, with the time in the call. Sets {@code CALLFUSE_STATE}: {@code marked}, {@code
 * unknown-call}, or {@code error} where a mark has no name, is too long, or is one of too many.
 */
final class MarkScript extends DeskScript {
    private static final Logger LOG = LoggerFactory.getLogger(MarkScript.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");
    private static final int MARKS = 16;
    private static final int VALUE_CHARACTERS = 256;

    private final CallDesk desk;

    MarkScript(CallDesk desk) {
        super("mark");
        this.desk = desk;
    }

    @Override
    public Map<String, String> answer(AgiRequest request) {
        Map<String, String> marks = new LinkedHashMap<>();
        try {
            marks.putAll(request.query());
            for (String argument : request.arguments()) {
                String[] parts = argument.split("=", 2);
                marks.put(parts[0].strip(), parts.length == 1 ? "" : parts[1].strip());
            }
            requireSound(marks);
        } catch (IllegalArgumentException unfit) {
            LOG.warn("{}: AGI mark of {}: {}", callOf(request), request.peer(), unfit.getMessage());
            return Map.of(STATE, ERROR);
        }
        boolean known = desk.mark(knownId(request), uniqueId(request), marks);
        return Map.of(STATE, known ? "marked" : UNKNOWN_CALL);
    }

    /** The values themselves are in no message: they may be a caller's. */
    private static void requireSound(Map<String, String> marks) {
        if (marks.isEmpty() || marks.size() > MARKS) {
            throw new IllegalArgumentException(marks.size() + " marks are not 1 to " + MARKS);
        }
        marks.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a mark has no name of letters, digits, '_' and '-'");
            }
            if (value.length() > VALUE_CHARACTERS || value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "the value of " + name + " is longer than " + VALUE_CHARACTERS + " characters, or no text");
            }
        });
    }
}
