package io.callfuse.engine.action.ari;

import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.call.CallChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * Reads which channels and bridges Asterisk has, tells what was missed, and removes the parts of taps that nobody knows: those of
 * an engine that was killed, and those whose making was answered too late. For the loop's thread alone.
 */
final class AriInventory {
    private final AriHttp http;
    private final AriTaps taps;
    private final AriCallers callers;
    private final CallEvents events;

    AriInventory(AriHttp http, AriTaps taps, AriCallers callers, CallEvents events) {
        this.http = http;
        this.taps = taps;
        this.callers = callers;
        this.events = events;
    }

    private record Found(Map<String, JsonNode> channels, Set<String> bridges) {}

    /** Reads everything anew after {@code missedFor} without events; returns in words what has changed. */
    CompletableFuture<String> readAnew(Duration missedFor) {
        long readNs = System.nanoTime();
        return read().thenCompose(found -> {
            int gone = callers.compare(found.channels, taps, readNs);
            List<CallChannel> live = found.channels.values().stream()
                    .filter(channel -> !taps.isPart(AriChannels.text(channel, "id")))
                    .map(AriChannels::of)
                    .toList();
            events.connected(live, missedFor);
            return removeStrays(found)
                    .thenApply(removed -> live.size() + " channels, " + gone
                            + " callers left the application meanwhile, " + removed + " stray parts of taps removed");
        });
    }

    /** Removes what was left behind; for the time after requests whose answers were lost. */
    CompletableFuture<Integer> sweep() {
        return read().thenCompose(this::removeStrays);
    }

    private CompletableFuture<Found> read() {
        return ask("/channels").thenCombine(ask("/bridges"), (channels, bridges) -> {
            Map<String, JsonNode> byId = new HashMap<>();
            channels.forEach(channel -> byId.put(AriChannels.text(channel, "id"), channel));
            Set<String> bridgeIds = new HashSet<>();
            bridges.forEach(bridge -> bridgeIds.add(AriChannels.text(bridge, "id")));
            return new Found(byId, bridgeIds);
        });
    }

    private CompletableFuture<JsonNode> ask(String path) {
        return http.ask(AriRequest.get(path))
                .thenCompose(answer -> answer.ok()
                        ? CompletableFuture.completedFuture(answer.body())
                        : CompletableFuture.failedFuture(new AriLostException(path + ": " + answer.message(), true)));
    }

    private CompletableFuture<Integer> removeStrays(Found found) {
        Set<String> present = new HashSet<>(found.channels.keySet());
        present.addAll(found.bridges);
        List<String> strays = taps.compare(present);
        CompletableFuture<Integer> removed = CompletableFuture.completedFuture(0);
        for (String stray : strays) {
            removed = removed.thenCompose(count -> http.ask(TapNames.removal(stray))
                    .handle((answer, lost) -> lost == null && answer.ok() ? count + 1 : count));
        }
        return removed;
    }
}
