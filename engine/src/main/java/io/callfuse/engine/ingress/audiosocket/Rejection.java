package io.callfuse.engine.ingress.audiosocket;

import java.util.Locale;

/** Why the engine sent a peer away. */
public enum Rejection {
    /** A message of a kind that AudioSocket does not have. */
    UNKNOWN_KIND,
    /** A UUID that is not 16 bytes long, or a digit that is not 1 byte long. */
    BAD_HEADER,
    /** A message longer than the limit. */
    OVERSIZE,
    /** Half a sample. */
    ODD_LENGTH,
    /** A digit that no telephone has. */
    BAD_DIGIT,
    /** Audio or a digit before the UUID. */
    NOT_IDENTIFIED,
    /** No UUID in time. */
    IDENTIFY_TIMEOUT,
    /** A second UUID. */
    SECOND_UUID,
    /** The engine does not want the call. */
    REFUSED,
    /** More connections than the limit, in all or of one address. */
    TOO_MANY_CONNECTIONS,
    /** From a network that is not allowed. */
    FOREIGN_NETWORK,
    /** Faster than any call can be. */
    TOO_FAST,
    /** The peer itself reported an error, kind 0xff. */
    PEER_ERROR,
    /** A fault of the engine. */
    INTERNAL;

    /** The name by which it is counted, such as {@code rejected_unknown_kind}. */
    public String counterName() {
        return "rejected_" + name().toLowerCase(Locale.ROOT);
    }
}
