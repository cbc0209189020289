package io.callfuse.engine.cli;

/** A command could not do its work. The message is the one line that the user sees, without {@code callfuse: } before it. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailure(String line) {
        super(line);
    }

    CommandFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
