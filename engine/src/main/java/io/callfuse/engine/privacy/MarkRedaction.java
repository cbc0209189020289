package io.callfuse.engine.privacy;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes numbers that nobody may keep out of what the dialplan and programs mark of a call: a mark may be an account, a card, a
 * telephone. Immutable.
 */
public final class MarkRedaction {
    private final Set<String> kept;

    /**
     * Begins.
     *
     * @param kept names of marks, in whatever case, whose values stay as they are
     */
    public MarkRedaction(Set<String> kept) {
        this.kept = new TreeSet<>();
        kept.forEach(name -> this.kept.add(lower(name)));
    }

    /** Returns marks as they may be known and kept: those named stay, of the others numbers are taken out. */
    public Map<String, String> of(Map<String, String> marks) {
        Map<String, String> masked = new LinkedHashMap<>();
        marks.forEach((name, value) ->
                masked.put(name, kept.contains(lower(name)) ? value : NumberRedaction.inText(name, value)));
        return masked;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
