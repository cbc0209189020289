package io.callfuse.engine;

/** Why the engine stopped listening to a call. */
enum EndedBy {
    /** Asterisk said that the caller's channel is gone. */
    HANGUP("hangup"),
    /** The stream ended, and no channel is known that could go on. */
    STREAM_ENDED("stream-ended"),
    /** The stream broke the protocol or its connection failed, and no channel is known that could go on. */
    STREAM_FAILED("stream-failed"),
    /** After a time without Asterisk's events the channel was no longer there. */
    GONE_WHILE_AWAY("gone-while-away"),
    /** The dialplan asked to listen no more. */
    UNWATCHED("unwatched"),
    /** No stream of the call has come for longer than it takes to decide it: there is nothing to hear, and perhaps no call. */
    UNHEARD("unheard"),
    /** The analysis of the call failed: a fault of the engine. */
    ENGINE_FAULT("engine-fault"),
    /** The engine was stopped. */
    ENGINE_STOPPED("engine-stopped");

    private final String label;

    EndedBy(String label) {
        this.label = label;
    }

    /** As the archive says it. */
    String label() {
        return label;
    }
}
