package io.callfuse.engine.action;

import io.callfuse.engine.call.CallChannel;

/** What was seen when Asterisk was asked whom a caller talks to. */
public sealed interface PeerLook {
    /** With this one, in this bridge. */
    record Talking(CallChannel peer, String bridgeId) implements PeerLook {}

    /** With nobody, or not with one person alone. */
    record Alone() implements PeerLook {}

    /** The moment does not tell: he is in a bridge, and with whom is about to be known. Worth another look. */
    record Undecided(String why) implements PeerLook {}

    /** Asterisk could not be asked. */
    record Unknown(String why) implements PeerLook {}
}
