package io.callfuse.engine.web;

import io.callfuse.engine.call.CallId;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who asks for events, for which, and which he had last. */
record EventStreamRequest(Channel channel, EventStream.Wanted wanted, Optional<String> lastEventId) {
    /** @throws IllegalArgumentException if it cannot be understood; the message says why */
    static EventStreamRequest read(Channel channel, HttpRequest request, QueryStringDecoder uri) {
        List<String> calls = uri.parameters().getOrDefault("call", List.of());
        if (calls.size() > 1) {
            throw new IllegalArgumentException("call is there more than once");
        }
        Optional<CallId> call = calls.stream().findFirst().map(CallId::parse);
        Set<String> types = new LinkedHashSet<>();
        for (String list : uri.parameters().getOrDefault("types", List.of())) {
            types.addAll(List.of(list.split(",", -1)));
        }
        for (String type : types) {
            if (!CallEvent.TYPES.contains(type)) {
                throw new IllegalArgumentException("types are " + String.join(",", CallEvent.TYPES));
            }
        }
        return new EventStreamRequest(
                channel,
                new EventStream.Wanted(call, types.isEmpty() ? Set.copyOf(CallEvent.TYPES) : types),
                Optional.ofNullable(request.headers().get("Last-Event-ID")));
    }
}
