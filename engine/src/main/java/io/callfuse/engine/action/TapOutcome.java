package io.callfuse.engine.action;

import java.time.Duration;

/** What became of an attempt to listen to a caller. The call itself goes on in either case. */
public sealed interface TapOutcome {
    /** Asterisk has connected to the engine; audio follows as the caller sends it. */
    record Started(String tapUniqueId, Duration after) implements TapOutcome {}

    /**
     * There is no tap, as far as is known: where the connection to Asterisk broke in between, the stream may still come, and
     * is then welcome under the call's id.
     */
    record Failed(String why) implements TapOutcome {}
}
