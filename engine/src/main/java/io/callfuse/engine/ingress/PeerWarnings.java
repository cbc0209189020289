package io.callfuse.engine.ingress;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one warning of a kind in ten seconds at most, so that no bad peer can flood the log. One event loop. */
public final class PeerWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(PeerWarnings.class);
    private static final long QUIET_NS = Duration.ofSeconds(10).toNanos();

    private final String inlet;
    private final Map<String, Silence> silences = new HashMap<>();

    /**
     * Has warned of nothing yet.
     *
     * @param inlet what the peers use, such as {@code AudioSocket}
     */
    public PeerWarnings(String inlet) {
        this.inlet = inlet;
    }

    /**
     * Warns of a peer, unless that was done shortly before.
     *
     * @param kind one of a few words
     * @param nowNs the time, on the clock of {@link System#nanoTime()}
     * @return whether it was written
     */
    public boolean warn(String kind, String peer, String detail, long nowNs) {
        Silence silence = silences.get(kind);
        if (silence != null && nowNs - silence.untilNs < 0) {
            silence.suppressed++;
            return false;
        }
        long suppressed = silence == null ? 0 : silence.suppressed;
        silences.put(kind, new Silence(nowNs + QUIET_NS));
        LOG.warn(
                "{} peer {}: {}: {}{}",
                inlet,
                peer,
                kind,
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
