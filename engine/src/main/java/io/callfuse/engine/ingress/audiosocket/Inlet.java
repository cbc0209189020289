package io.callfuse.engine.ingress.audiosocket;

import io.callfuse.engine.ingress.MediaSessions;
import io.callfuse.engine.ingress.PeerWarnings;

/** What all connections of a server share, on its event loop: one payload at a time is unpacked, so one scratch serves all. */
final class Inlet {
    final AudioSocketLimits limits;
    final MediaSessions sessions;
    final AudioSocketCounters counters;
    final PeerWarnings warnings = new PeerWarnings("AudioSocket");
    final byte[] payload;
    final short[] samples;

    Inlet(AudioSocketLimits limits, MediaSessions sessions, AudioSocketCounters counters) {
        this.limits = limits;
        this.sessions = sessions;
        this.counters = counters;
        payload = new byte[limits.maxPayloadBytes()];
        samples = new short[limits.maxPayloadBytes()];
    }
}
