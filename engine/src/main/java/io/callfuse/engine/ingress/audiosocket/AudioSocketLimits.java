package io.callfuse.engine.ingress.audiosocket;

import java.time.Duration;

/**
 * What a peer may take up before it is sent away.
 *
 * @param maxConnections connections at a time
 * @param maxPayloadBytes length of one message; an even number of 320 to 65535
 * @param identifyWithin time from the connection to the UUID. A peer that has said its UUID may be silent for ever: a caller who
 *     sends no RTP makes Asterisk send nothing.
 * @param maxPerPeer connections at a time from one address
 * @param maxSpeed how many times faster than real time a stream may be, see {@link StreamPace}; 0 for any
 */
public record AudioSocketLimits(
        int maxConnections, int maxPayloadBytes, Duration identifyWithin, int maxPerPeer, double maxSpeed) {

    /** Rejects what cannot work. */
    public AudioSocketLimits {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections " + maxConnections + " is below 1");
        }
        if (maxPayloadBytes < 320 || maxPayloadBytes > 0xffff) {
            throw new IllegalArgumentException("maxPayloadBytes " + maxPayloadBytes + " is not in 320..65535");
        }
        if (identifyWithin.isZero() || identifyWithin.isNegative()) {
            throw new IllegalArgumentException("identifyWithin " + identifyWithin + " is not positive");
        }
    }

    /** One peer may take up everything, as fast as it likes. */
    public AudioSocketLimits(int maxConnections, int maxPayloadBytes, Duration identifyWithin) {
        this(maxConnections, maxPayloadBytes, identifyWithin, maxConnections, 0);
    }

    /** 4000 connections; 32 KiB, which are 2 s at 8 kHz and 85 ms at 192 kHz; 10 s. */
    public static AudioSocketLimits defaults() {
        return new AudioSocketLimits(4000, 32 * 1024, Duration.ofSeconds(10));
    }
}
