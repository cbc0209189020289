package io.callfuse.engine.cli.check;

/**
 * What one check found.
 *
 * @param subject what was looked at, such as {@code archive}
 * @param result whether the engine can work with it
 * @param text one line: what was found, and where it is not ok what to do
 */
public record Finding(String subject, Result result, String text) {

    /** How it stands. */
    public enum Result {
        /** As it should be. */
        OK,
        /** It works, but not as well or as safely as it should. */
        WARNING,
        /** It does not work. */
        FAILED
    }

    /** What is as it should be, or does not work. */
    public Finding(String subject, boolean ok, String text) {
        this(subject, ok ? Result.OK : Result.FAILED, text);
    }

    /** False only where it does not work. */
    public boolean ok() {
        return result != Result.FAILED;
    }

    /** It is as it should be. */
    public static Finding ok(String subject, String text) {
        return new Finding(subject, true, text);
    }

    /** It works, but something should be done about it. */
    public static Finding warning(String subject, String text, String remedy) {
        return new Finding(subject, Result.WARNING, text + ": " + remedy);
    }

    /** It does not work until something is done about it. */
    public static Finding failed(String subject, String text, String remedy) {
        return new Finding(subject, false, text + ": " + remedy);
    }
}
