package io.callfuse.engine.ingress.websocket;

import io.callfuse.engine.call.CallId;
import java.util.concurrent.CompletionStage;

/** Fetches streams that Asterisk holds ready (external media with connection_type=server). Thread-safe; no method blocks. */
public interface WebSocketStreams {
    /**
     * Connects to the media of a channel.
     *
     * @param call the id under which the stream is offered to the engine: what an AudioSocket stream would carry
     * @param connectionId {@code MEDIA_WEBSOCKET_CONNECTION_ID}
     * @return done when the WebSocket is open; fails with one line that says why not
     */
    CompletionStage<Void> connect(CallId call, String connectionId);

    /** Ends the stream of a call, if there is one. */
    void forget(CallId call);
}
