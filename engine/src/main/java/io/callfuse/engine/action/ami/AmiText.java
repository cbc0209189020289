package io.callfuse.engine.action.ami;

import io.callfuse.engine.policy.Route;

/** Text on its way into and out of AMI's lines. */
final class AmiText {
    private AmiText() {}

    /** Returns the text with every control character made a blank, so that no value can begin a header of its own. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
        return line.toString();
    }

    /** Returns what Asterisk said, or an empty text where it said nothing or {@code <unknown>}. */
    static String orEmpty(String text) {
        return text == null || text.equals("<unknown>") ? "" : text;
    }

    /** Returns the route as messages show it. */
    static String show(Route route) {
        return "route '" + route.name() + "' (" + route.place() + ")";
    }
}
