package io.callfuse.engine.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param line the line in the file, from 1; 0 where the file as a whole is meant
 * @param path the option, such as {@code policy.fuse.dwell}; empty where the file as a whole is meant
 * @param reason what is wrong with it
 * @param hint what to do; empty where nothing is known
 */
public record ConfigFault(int line, String path, String reason, String hint) {

    /** Says it in one line; what cannot be shown on it is escaped. */
    String text(String source) {
        StringBuilder text = new StringBuilder(source);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        text.append(reason);
        if (!hint.isEmpty()) {
            text.append(" (hint: ").append(hint).append(')');
        }
        return onOneLine(text);
    }

    /** A value from the file may hold anything, line breaks too. */
    private static String onOneLine(CharSequence text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(c == '\n' ? "\\n" : String.format("\\x%02x", c));
            } else {
                line.append((char) c);
            }
        });
        return line.toString();
    }
}
