package io.callfuse.engine.cli.plot;

/** A picture could not be drawn or written; the message is one line that says why and what to do. */
public final class PlotException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Carries the reason and what caused it. */
    public PlotException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
