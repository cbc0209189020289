package io.callfuse.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program of the operator's that looks at an engine over HTTP. */
final class LiveView {
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = AsteriskLab.freeTcpPort();

    /** What happened in a call, as the stream says it. */
    record Event(String type, JsonNode facts) {}

    /** The lines of an engine's configuration by which it answers here. */
    String configuration() {
        return "http: {enabled: true, listen: '127.0.0.1:" + port + "'}\n";
    }

    /** The status and text of an answer to somebody without a token. */
    HttpResponse<String> askAsStranger(String path) {
        return send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    /** The text of an answer to somebody with this engine's token. */
    String ask(EngineProcess engine, String path) {
        return send(authorized(engine, path), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The live calls. */
    List<JsonNode> calls(EngineProcess engine) {
        List<JsonNode> calls = new ArrayList<>();
        JsonMapper.shared().readTree(ask(engine, "/calls")).path("calls").forEach(calls::add);
        return calls;
    }

    /** Whether the engine answers, takes calls, can move them and archives them. */
    boolean isReady() {
        try {
            return askAsStranger("/readyz").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Follows what happens from now on; the list grows until the engine ends. */
    List<Event> follow(EngineProcess engine) {
        HttpResponse<Stream<String>> answer = send(authorized(engine, "/events"), HttpResponse.BodyHandlers.ofLines());
        List<Event> events = new CopyOnWriteArrayList<>();
        Thread reader = new Thread(() -> read(answer.body(), events), "live-view");
        reader.setDaemon(true);
        reader.start();
        return events;
    }

    private static void read(Stream<String> lines, List<Event> events) {
        String[] type = {""};
        try (lines) {
            lines.forEach(line -> {
                if (line.startsWith("event: ")) {
                    type[0] = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(type[0], JsonMapper.shared().readTree(line.substring("data: ".length()))));
                }
            });
        } catch (UncheckedIOException cut) {
            events.add(new Event("cut", JsonMapper.shared().createObjectNode()));
        }
    }

    private HttpRequest authorized(EngineProcess engine, String path) {
        try {
            String token = Files.readString(engine.archiveDirectory().resolve("http-token"))
                    .strip();
            return HttpRequest.newBuilder(request(path), (name, value) -> true)
                    .header("Authorization", "Bearer " + token)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the engine answered", e);
        }
    }
}
