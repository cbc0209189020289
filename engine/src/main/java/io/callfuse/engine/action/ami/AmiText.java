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

    /** The same, of a header that came twice (from Asterisk and from the dialplan) and arrives as two lines: the first of them. */
    static String firstLine(String value) {
        String text = orEmpty(value);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Returns the route as messages show it. */
    static String show(Route route) {
        return "route '" + route.name() + "' (" + route.place() + ")";
    }
}
