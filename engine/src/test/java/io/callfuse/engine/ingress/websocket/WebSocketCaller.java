package io.callfuse.engine.ingress.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Asterisk as it connects to us: the JDK's own WebSocket, so that no code of the inlet is on both sides. One test thread. */
public final class WebSocketCaller implements AutoCloseable {
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** Connects; {@code query} begins with a question mark. */
    public WebSocketCaller(InetSocketAddress server, String query) throws IOException {
        try {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("media")
                    .connectTimeout(Duration.ofSeconds(20))
                    .buildAsync(
                            URI.create("ws://" + server.getAddress().getHostAddress() + ":" + server.getPort()
                                    + "/media" + query),
                            new Listener())
                    .join();
        } catch (CompletionException refused) {
            throw new IOException(refused.getCause());
        }
    }

    /** Limits under which a second may come in one go. */
    static WebSocketLimits patientLimits() {
        return new WebSocketLimits(
                100, 100, WebSocketLimits.MESSAGE_BYTES, Duration.ofSeconds(20), Duration.ofMinutes(1));
    }

    /** Samples as the formats slin and slin16 carry them. */
    public static byte[] slin(short[] samples, int from, int length) {
        byte[] bytes = new byte[2 * length];
        for (int i = 0; i < length; i++) {
            bytes[2 * i] = (byte) samples[from + i];
            bytes[2 * i + 1] = (byte) (samples[from + i] >> 8);
        }
        return bytes;
    }

    /** Sends an event. */
    public void text(String text) throws IOException {
        sent(socket.sendText(text, true));
    }

    /** Sends audio in one message. */
    public void binary(byte[] bytes) throws IOException {
        binary(bytes, true);
    }

    /** A fragment; {@code last} ends the message. */
    void binary(byte[] bytes, boolean last) throws IOException {
        sent(socket.sendBinary(ByteBuffer.wrap(bytes), last));
    }

    private static void sent(CompletableFuture<WebSocket> sending) throws IOException {
        try {
            sending.join();
        } catch (CompletionException closed) {
            throw new IOException(closed.getCause());
        }
    }

    /** With which status and reason the other side closed; awaited. */
    CompletableFuture<String> closed() {
        return closed;
    }

    /** Goes without a word. */
    void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(gone -> null)
                .join();
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.complete("lost");
        }
    }
}
