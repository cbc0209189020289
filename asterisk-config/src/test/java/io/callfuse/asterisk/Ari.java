package io.callfuse.asterisk;

import io.callfuse.engine.ingress.websocket.WebSocketConnector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As much of ARI as a test needs to tap a channel: an application, and requests one after the other. One test thread. */
final class Ari implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String host;
    private final String credentials;
    private final WebSocket events;

    /** Opens an application; its events are not looked at. */
    Ari(AsteriskLab lab, String app) {
        host = "127.0.0.1:" + lab.httpPort();
        credentials = "lab:" + lab.amiSecret();
        events = client.newWebSocketBuilder()
                .connectTimeout(LIMIT)
                .buildAsync(
                        URI.create("ws://" + host + "/ari/events?app=" + app + "&api_key=" + credentials),
                        new WebSocket.Listener() {})
                .join();
    }

    /** The id of the channel of this name. */
    Optional<String> idOf(String channel) throws IOException, InterruptedException {
        for (JsonNode each : send("GET", "/channels")) {
            if (each.path("name").asString("").equals(channel)) {
                return Optional.of(each.path("id").asString());
            }
        }
        return Optional.empty();
    }

    /** Snoops on what a channel says; returns the id of the snoop. */
    String snoop(String channel, String app) throws IOException, InterruptedException {
        return send("POST", "/channels/" + channel + "/snoop?spy=in&whisper=none&app=" + app)
                .path("id")
                .asString();
    }

    /** Opens external media as RTP; the answer tells of its channel. */
    JsonNode externalMedia(String app, InetSocketAddress to, String format) throws IOException, InterruptedException {
        return send(
                "POST",
                "/channels/externalMedia?app=" + app + "&external_host=" + to.getHostString() + ":" + to.getPort()
                        + "&format=" + format + "&encapsulation=rtp&transport=udp&direction=both");
    }

    /** Opens external media that waits for a WebSocket; the answer tells which. */
    JsonNode heldMedia(String app, String format) throws IOException, InterruptedException {
        return send(
                "POST",
                "/channels/externalMedia?app=" + app + "&external_host=INCOMING&format=" + format
                        + "&encapsulation=none&transport=websocket&connection_type=server&direction=both");
    }

    /** Asterisk's HTTP server, as the user of this test. */
    WebSocketConnector.Server server() {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        String[] parts = host.split(":");
        return new WebSocketConnector.Server(
                InetSocketAddress.createUnresolved(parts[0], Integer.parseInt(parts[1])),
                Optional.empty(),
                "Basic " + basic,
                LIMIT);
    }

    String bridge() throws IOException, InterruptedException {
        return send("POST", "/bridges?type=mixing").path("id").asString();
    }

    /** Whether a channel is in the bridge now; it cannot be before it has entered the application. */
    boolean join(String bridge, String channel) throws IOException, InterruptedException {
        return status("POST", "/bridges/" + bridge + "/addChannel?channel=" + channel) / 100 == 2;
    }

    void hangUp(String channel) throws IOException, InterruptedException {
        status("DELETE", "/channels/" + channel);
    }

    void destroy(String bridge) throws IOException, InterruptedException {
        status("DELETE", "/bridges/" + bridge);
    }

    private int status(String method, String path) throws IOException, InterruptedException {
        return exchange(method, path).statusCode();
    }

    private JsonNode send(String method, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = exchange(method, path);
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> exchange(String method, String path) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + "/ari" + path))
                .timeout(LIMIT)
                .header("Authorization", "Basic " + basic)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        events.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
}
