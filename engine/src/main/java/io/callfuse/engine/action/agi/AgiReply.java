package io.callfuse.engine.action.agi;

import java.util.Optional;

/** Reads and writes the lines of AGI: commands of one line, replies such as {@code 200 result=1 (VALUE)}. */
final class AgiReply {
    private static final String ENDS_USAGE = "520 End";

    private AgiReply() {}

    /** Whether a line ends the reply to a command; usage texts and {@code HANGUP} go before or beside it. */
    static boolean isLast(String line) {
        return line.startsWith(ENDS_USAGE)
                || line.length() >= 4
                        && line.charAt(3) == ' '
                        && line.substring(0, 3).matches("[0-9]{3}");
    }

    /** The value in a reply to {@code GET VARIABLE}; empty where the variable is not set. */
    static Optional<String> value(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        return line.startsWith("200 result=1") && open >= 0 && close > open
                ? Optional.of(line.substring(open + 1, close))
                : Optional.empty();
    }

    static String get(String name) {
        return "GET VARIABLE " + quoted(name) + "\n";
    }

    static String set(String name, String value) {
        return "SET VARIABLE " + quoted(name) + " " + quoted(value) + "\n";
    }

    /** In quotes; what would end the line or the text is made harmless. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(Character.isISOControl(c) ? ' ' : (char) c);
        });
        return quoted.append('"').toString();
    }
}
