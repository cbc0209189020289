package io.callfuse.engine.cli.check;

/**
 * What one check found.
 *
 * @param subject what was looked at, such as {@code archive}
 * @param ok whether the engine can work with it
 * @param text one line: what was found, and where it is not ok what to do
 */
public record Finding(String subject, boolean ok, String text) {
    static Finding ok(String subject, String text) {
        return new Finding(subject, true, text);
    }

    static Finding failed(String subject, String text, String remedy) {
        return new Finding(subject, false, text + ": " + remedy);
    }
}
