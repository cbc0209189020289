package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.ingress.MediaSessions;

/** What all ports and streams of a server share, on its event loop: one packet at a time is read, so one scratch serves all. */
final class RtpInlet {
    /** The longest datagram that is read whole; what is longer is cut off by the system and refused for its length. */
    static final int DATAGRAM_BYTES = 2048;

    final RtpSettings settings;
    final MediaSessions sessions;
    final RtpCounters counters;
    final Strangers strangers = new Strangers();
    final byte[] datagram = new byte[DATAGRAM_BYTES];
    final RtpPacket packet = new RtpPacket();

    RtpInlet(RtpSettings settings, MediaSessions sessions, RtpCounters counters) {
        this.settings = settings;
        this.sessions = sessions;
        this.counters = counters;
    }
}
