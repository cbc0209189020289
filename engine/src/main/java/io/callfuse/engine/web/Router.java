package io.callfuse.engine.web;

import io.callfuse.engine.call.CallId;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Knows which answer belongs to which path. The web's thread. */
final class Router {
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Gate gate;
    private final WebCounters counters;
    private final CallAnswers calls;
    private final Health health;
    private final Supplier<String> metrics;
    private final LivePage page = new LivePage();

    Router(Gate gate, WebCounters counters, CallAnswers calls, Health health, Supplier<String> metrics) {
        this.gate = gate;
        this.counters = counters;
        this.calls = calls;
        this.health = health;
        this.metrics = metrics;
    }

    /** Why this request is refused whatever there is at its path; empty where it is not. */
    Optional<Answer> refuse(HttpRequest request, String path) {
        Optional<Answer> host = gate.refuseHost(request);
        if (host.isPresent()) {
            counters.refusedHosts.increment();
            return host;
        }
        if (isOpen(path)) {
            return Optional.empty();
        }
        Optional<Answer> token = gate.refuseStranger(request);
        if (token.isPresent()) {
            counters.refusedTokens.increment();
        }
        return token;
    }

    /** The page has nothing to tell before it is given the token. */
    private static boolean isOpen(String path) {
        return path.equals("/healthz") || path.equals("/readyz") || LivePage.has(path);
    }

    /** Answers a request that was not refused and that wants no stream. */
    CompletionStage<Answer> answer(FullHttpRequest request, String path) {
        if (path.startsWith("/calls/")) {
            return aboutCall(request, path.substring("/calls/".length()));
        }
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (!reads) {
            return done(Answer.notAllowed("GET"));
        }
        return done(
                switch (path) {
                    case "/calls" -> calls.list();
                    case "/healthz" -> report(health.alive());
                    case "/readyz" -> report(health.ready());
                    case "/metrics" -> Answer.text(METRICS, metrics.get());
                    default -> LivePage.has(path) ? page.answer(path) : nothingThere();
                });
    }

    private CompletionStage<Answer> aboutCall(FullHttpRequest request, String rest) {
        int slash = rest.indexOf('/');
        String what = slash < 0 ? "" : rest.substring(slash + 1);
        CallId id;
        try {
            id = CallId.parse(slash < 0 ? rest : rest.substring(0, slash));
        } catch (IllegalArgumentException malformed) {
            return done(Answer.problem(HttpResponseStatus.NOT_FOUND, "a call has a UUID of 36 characters"));
        }
        boolean writes = what.equals("mark") || what.equals("label");
        if (!writes && !what.isEmpty() && !what.equals("verdict")) {
            return done(nothingThere());
        }
        HttpMethod wanted = writes ? HttpMethod.POST : HttpMethod.GET;
        if (!request.method().equals(wanted)) {
            return done(Answer.notAllowed(wanted.name()));
        }
        if (!writes) {
            return what.isEmpty() ? calls.detail(id) : done(calls.verdict(id));
        }
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return done(Answer.problem(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "send application/json"));
        }
        byte[] body = ByteBufUtil.getBytes(request.content());
        return done(what.equals("mark") ? calls.mark(id, body) : calls.label(id, body));
    }

    private static Answer report(Health.Report report) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", report.ok() ? "ok" : "failing");
        ObjectNode checks = body.putObject("checks");
        report.checks().forEach(checks::put);
        return Answer.json(report.ok() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, body);
    }

    private static Answer nothingThere() {
        return Answer.problem(HttpResponseStatus.NOT_FOUND, "there is nothing at this path");
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
