package io.callfuse.engine.ingress.audiosocket;

import java.net.InetSocketAddress;

/** The engine cannot listen where it was told to; the message is one line that names the address and the reason. */
public final class BindFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    BindFailedException(InetSocketAddress listen, Throwable cause) {
        super(
                "cannot listen for AudioSocket on " + listen.getHostString() + ":" + listen.getPort() + ": "
                        + cause.getMessage(),
                cause);
    }
}
