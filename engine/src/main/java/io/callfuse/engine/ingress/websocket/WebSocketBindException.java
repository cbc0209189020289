package io.callfuse.engine.ingress.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The engine cannot listen where it was told to; the message is one line that names the address and the reason. */
public final class WebSocketBindException extends IOException {
    private static final long serialVersionUID = 1L;

    WebSocketBindException(InetSocketAddress listen, Throwable cause) {
        super(
                "cannot listen for WebSockets on " + listen.getHostString() + ":" + listen.getPort() + ": "
                        + cause.getMessage(),
                cause);
    }
}
