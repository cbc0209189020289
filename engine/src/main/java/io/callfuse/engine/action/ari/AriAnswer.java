package io.callfuse.engine.action.ari;

import tools.jackson.databind.JsonNode;

/**
 * The answer to one request.
 *
 * @param status of HTTP
 * @param body missing where there is none
 */
record AriAnswer(int status, JsonNode body) {
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int UNPROCESSABLE = 422;

    /** Whether Asterisk did what it was asked. */
    boolean ok() {
        return status / 100 == 2;
    }

    /** Whether there is no such channel, bridge or variable. */
    boolean isNotFound() {
        return status == NOT_FOUND;
    }

    /** What Asterisk said, for messages. */
    String message() {
        String said = body.path("message").asString(body.path("error").asString(""));
        return said.isEmpty() ? "HTTP " + status : said + " (HTTP " + status + ")";
    }
}
