package io.callfuse.engine.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The page that shows the live calls to a person. It is the same for everybody and brings nothing from elsewhere. */
final class LivePage {
    private static final Map<String, String> TYPES = Map.of(
            "/", "text/html; charset=utf-8",
            "/live.js", "text/javascript; charset=utf-8",
            "/live.css", "text/css; charset=utf-8");
    private static final AsciiString POLICY = AsciiString.cached("Content-Security-Policy");

    private final Map<String, byte[]> files = new TreeMap<>();

    LivePage() {
        for (String path : TYPES.keySet()) {
            files.put(path, read(path.equals("/") ? "live.html" : path.substring(1)));
        }
    }

    /** Whether the page has something at this path. */
    static boolean has(String path) {
        return TYPES.containsKey(path);
    }

    Answer answer(String path) {
        return new Answer(HttpResponseStatus.OK, TYPES.get(path), files.get(path), Map.of())
                .with(
                        POLICY,
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
                                + " form-action 'none'; frame-ancestors 'none'");
    }

    private static byte[] read(String resource) {
        try (InputStream stream = LivePage.class.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the engine's own " + resource + " cannot be read", unreadable);
        }
    }
}
