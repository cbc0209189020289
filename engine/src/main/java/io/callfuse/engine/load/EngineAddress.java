package io.callfuse.engine.load;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where an engine runs.
 *
 * @param web its web server, such as {@code http://127.0.0.1:9094}
 * @param token that this one wants; never shown
 * @param audio where it takes audio
 */
public record EngineAddress(URI web, String token, InetSocketAddress audio) {
    /** Leaves the token out. */
    @Override
    public String toString() {
        return web + ", audio to " + audio;
    }
}
