package io.callfuse.engine.action.ari;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One request to ARI.
 *
 * @param method the HTTP method
 * @param path below {@code /ari}, with the query, encoded
 * @param body JSON, or empty
 */
record AriRequest(String method, String path, String body) {
    /** Any request of which the path's names are put in encoded. */
    static AriRequest get(String path, Object... names) {
        return of("GET", path, names);
    }

    static AriRequest post(String path, Object... names) {
        return of("POST", path, names);
    }

    static AriRequest delete(String path, Object... names) {
        return of("DELETE", path, names);
    }

    private static AriRequest of(String method, String path, Object... names) {
        Object[] encoded = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            encoded[i] = encode(names[i].toString());
        }
        return new AriRequest(method, String.format(path, encoded), "");
    }

    /** The same with one more parameter in the query. */
    AriRequest with(String name, Object value) {
        String separator = path.indexOf('?') < 0 ? "?" : "&";
        return new AriRequest(method, path + separator + encode(name) + "=" + encode(value.toString()), body);
    }

    /** The same with a body. */
    AriRequest body(String json) {
        return new AriRequest(method, path, json);
    }

    /** Whether it may be sent twice without doing more than once would. */
    boolean isRepeatable() {
        return !method.equals("POST");
    }

    /** For messages: no query, which may hold what a caller said. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
