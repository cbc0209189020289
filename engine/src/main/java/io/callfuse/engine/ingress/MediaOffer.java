package io.callfuse.engine.ingress;

import io.callfuse.engine.call.CallId;

/**
 * A stream that asks to be heard.
 *
 * @param call the call it says it belongs to
 * @param inlet by which way it came, such as {@code audiosocket}
 * @param peer who sent it, such as {@code 127.0.0.1:43210}; for error messages
 * @param stream lets the engine end the stream
 */
public record MediaOffer(CallId call, String inlet, String peer, MediaStream stream) {}
