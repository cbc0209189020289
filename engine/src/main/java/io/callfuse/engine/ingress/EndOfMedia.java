package io.callfuse.engine.ingress;

/** Why a stream of media ended. */
public enum EndOfMedia {
    /** The peer closed it in an orderly way, or the recording was read to its end. */
    COMPLETED,
    /** The recording stops before the length its header promises. */
    TRUNCATED,
    /** The peer broke the protocol. */
    PROTOCOL_ERROR,
    /** The connection failed, or the peer said nothing for too long. */
    CONNECTION_LOST,
    /** The engine itself closed it. */
    CLOSED_BY_ENGINE
}
