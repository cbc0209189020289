package io.callfuse.engine.ingress.rtp;

import java.io.IOException;

/** A port for RTP cannot be had; the message is one line that names the address and the reason. */
public final class RtpBindException extends IOException {
    private static final long serialVersionUID = 1L;

    RtpBindException(String where, Throwable cause) {
        super("cannot receive RTP on " + where + ": " + cause.getMessage(), cause);
    }

    /** Carries the reason, complete by itself. */
    public RtpBindException(String reason) {
        super(reason);
    }
}
