package io.callfuse.engine.ingress.audiosocket;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one warning for each reason in ten seconds at most, so that a bad peer cannot flood the log. On the event loop. */
final class RejectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);
    private static final long QUIET_NS = Duration.ofSeconds(10).toNanos();

    private final Map<Rejection, Silence> silences = new EnumMap<>(Rejection.class);

    /** Returns whether it was written. */
    boolean warn(Rejection reason, String peer, String detail, long nowNs) {
        Silence silence = silences.get(reason);
        if (silence != null && nowNs - silence.untilNs < 0) {
            silence.suppressed++;
            return false;
        }
        long suppressed = silence == null ? 0 : silence.suppressed;
        silences.put(reason, new Silence(nowNs + QUIET_NS));
        LOG.warn(
                "AudioSocket peer {} sent away: {}: {}{}",
                peer,
                reason,
                detail,
                suppressed == 0 ? "" : " (and " + suppressed + " more like it before)");
        return true;
    }

    private static final class Silence {
        private final long untilNs;
        private long suppressed;

        private Silence(long untilNs) {
            this.untilNs = untilNs;
        }
    }
}
