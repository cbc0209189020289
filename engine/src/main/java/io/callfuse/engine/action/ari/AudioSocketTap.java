package io.callfuse.engine.action.ari;

import io.callfuse.engine.call.CallId;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * External media over AudioSocket: Asterisk connects to the engine's AudioSocket and says the tap's id first. Stateless.
 *
 * @param server where the engine listens, as Asterisk sees it
 */
public record AudioSocketTap(InetSocketAddress server) implements TapAudio {
    /** What Asterisk needs for it. */
    public static final List<String> MODULES = List.of("res_audiosocket.so", "chan_audiosocket.so");

    /** Rejects null. */
    public AudioSocketTap {
        Objects.requireNonNull(server, "server is null");
    }

    @Override
    public String address() {
        return server.getHostString() + ":" + server.getPort();
    }

    @Override
    public List<String> modules() {
        return MODULES;
    }

    /** Linear samples: without a format the frames would carry mu-law under the kind of linear ones. */
    @Override
    public Map<String, String> parameters(CallId tap) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("external_host", address());
        parameters.put("encapsulation", "audiosocket");
        parameters.put("transport", "tcp");
        parameters.put("format", "slin");
        parameters.put("data", tap.toString());
        return parameters;
    }

    /** The stream itself says whose it is, and its end tells Asterisk. */
    @Override
    public CompletionStage<Void> opened(CallId tap, Map<String, String> variables, Runnable over) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void closed(CallId tap) {
        // The stream's end says it.
    }
}
