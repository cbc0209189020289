package io.callfuse.engine.action.ari;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.websocket.WebSocketConnector;
import io.callfuse.engine.ingress.websocket.WebSocketFormat;
import io.callfuse.engine.ingress.websocket.WebSocketInlet;
import io.callfuse.engine.ingress.websocket.WebSocketStreams;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * External media over a WebSocket: Asterisk holds one ready at its HTTP server, and the engine connects to it. Only then does the
 * channel come into the application. Stateless but for the streams.
 *
 * @param streams where they are fetched
 * @param server Asterisk's HTTP server, for messages
 * @param format what Asterisk sends
 */
public record WebSocketTap(WebSocketStreams streams, String server, WebSocketFormat format) implements TapAudio {
    /** What Asterisk needs for it. */
    public static final List<String> MODULES =
            List.of("res_http_websocket.so", "res_websocket_client.so", "chan_websocket.so");

    private static final String CONNECTION = "MEDIA_WEBSOCKET_CONNECTION_ID";

    /** Rejects null. */
    public WebSocketTap {
        Objects.requireNonNull(streams, "streams are null");
        Objects.requireNonNull(server, "server is null");
        Objects.requireNonNull(format, "format is null");
    }

    /**
     * Fetches streams from the server that serves ARI, as the same user.
     *
     * @throws AriUnreachableException if the trusted certificates cannot be read
     */
    public static WebSocketTap at(AriLogin login, AriTimes times, WebSocketInlet inlet, WebSocketFormat format)
            throws AriUnreachableException {
        Optional<SslContext> tls = login.tls() ? Optional.of(AriTransport.context(login)) : Optional.empty();
        WebSocketConnector connector = new WebSocketConnector(
                inlet,
                new WebSocketConnector.Server(login.address(), tls, login.authorization(), times.connectTimeout()));
        return new WebSocketTap(connector, login.hostAndPort(), format);
    }

    @Override
    public String address() {
        return "the WebSocket of " + server;
    }

    @Override
    public List<String> modules() {
        return MODULES;
    }

    @Override
    public Map<String, String> parameters(CallId tap) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("external_host", "INCOMING");
        parameters.put("encapsulation", "none");
        parameters.put("transport", "websocket");
        parameters.put("connection_type", "server");
        parameters.put("format", format.asteriskName());
        return parameters;
    }

    /** The end of the stream tells Asterisk. */
    @Override
    public CompletionStage<Void> opened(CallId tap, Map<String, String> variables, Runnable over) {
        return streams.connect(tap, variables.getOrDefault(CONNECTION, ""));
    }

    @Override
    public void closed(CallId tap) {
        streams.forget(tap);
    }
}
