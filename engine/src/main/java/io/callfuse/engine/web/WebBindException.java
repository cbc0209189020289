package io.callfuse.engine.web;

import java.net.InetSocketAddress;

/** The address cannot be listened on. The message is one line for the operator. */
public final class WebBindException extends Exception {
    private static final long serialVersionUID = 1L;

    WebBindException(InetSocketAddress address, Throwable cause) {
        super(
                "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + cause.getMessage(),
                cause);
    }
}
