package io.callfuse.engine.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is answered to one request. Immutable. */
record Answer(HttpResponseStatus status, String contentType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    static Answer json(ObjectNode body) {
        return json(HttpResponseStatus.OK, body);
    }

    static Answer json(HttpResponseStatus status, ObjectNode body) {
        return new Answer(status, JSON, bytes(body.toString()), Map.of());
    }

    static Answer text(String contentType, String body) {
        return new Answer(HttpResponseStatus.OK, contentType, bytes(body), Map.of());
    }

    /** An error as RFC 9457 has it. */
    static Answer problem(HttpResponseStatus status, String detail) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("title", status.reasonPhrase()).put("status", status.code()).put("detail", detail);
        return new Answer(status, PROBLEM, bytes(body.toString()), Map.of());
    }

    static Answer notAllowed(String allowed) {
        return problem(HttpResponseStatus.METHOD_NOT_ALLOWED, "ask by " + allowed)
                .with(HttpHeaderNames.ALLOW, allowed);
    }

    Answer with(AsciiString header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header.toString(), value);
        return new Answer(status, contentType, body, more);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
