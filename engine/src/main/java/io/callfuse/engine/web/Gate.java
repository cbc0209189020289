package io.callfuse.engine.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a request may be answered. A name in {@code Host} that is not ours is refused: by such a name a page of
 * another's site could make a browser ask this engine (DNS rebinding).
 */
final class Gate {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9A-Fa-f:.]+]");
    private static final String BEARER = "bearer ";

    private final Set<String> hosts;
    private final byte[] token;

    Gate(Set<String> hosts, String token) {
        this.hosts = Set.copyOf(hosts);
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Why it is refused whatever it asks; empty where it is not. */
    Optional<Answer> refuseHost(HttpRequest request) {
        List<String> named = request.headers().getAll(HttpHeaderNames.HOST);
        if (named.size() == 1 && isOurs(named.get(0))) {
            return Optional.empty();
        }
        return Optional.of(Answer.problem(
                HttpResponseStatus.MISDIRECTED_REQUEST,
                "the name in Host is none of this engine's: ask by address, or list it in http.hosts"));
    }

    private boolean isOurs(String named) {
        String host = named.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
        return host.equals("localhost") || ADDRESS.matcher(host).matches() || hosts.contains(host);
    }

    /** Why a request is refused that needs the token; empty where it brings it. */
    Optional<Answer> refuseStranger(HttpRequest request) {
        List<String> said = request.headers().getAll(HttpHeaderNames.AUTHORIZATION);
        if (said.size() == 1 && brings(said.get(0))) {
            return Optional.empty();
        }
        return Optional.of(Answer.problem(
                        HttpResponseStatus.UNAUTHORIZED,
                        "wants the header Authorization: Bearer TOKEN, with the engine's")
                .with(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"callfuse\""));
    }

    private boolean brings(String said) {
        if (!said.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        byte[] brought = said.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(brought, token);
    }
}
