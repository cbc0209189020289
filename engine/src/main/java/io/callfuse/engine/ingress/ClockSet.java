package io.callfuse.engine.ingress;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clocks of all legs, ticked together. Confined to the ingress loop; a tick allocates nothing. */
final class ClockSet {
    private static final Logger LOG = LoggerFactory.getLogger(ClockSet.class);

    private final List<PacedSink> clocks = new ArrayList<>();
    private final long periodNs;
    private long lastTickNs;

    /** Expects a tick every {@code periodNs}, the first that long after {@code nowNs}. */
    ClockSet(long periodNs, long nowNs) {
        this.periodNs = periodNs;
        lastTickNs = nowNs;
    }

    void add(PacedSink clock) {
        if (!clocks.contains(clock)) {
            clocks.add(clock);
        }
    }

    void remove(PacedSink clock) {
        clocks.remove(clock);
    }

    int size() {
        return clocks.size();
    }

    /**
     * Ticks all clocks and forgets those that have ended. A tick that itself comes much too late does nothing: the loop was
     * held up, so the audio of that time may still wait unread in the sockets; the next tick judges.
     */
    void tick(long nowNs) {
        boolean heldUp = nowNs - lastTickNs > 2 * periodNs;
        lastTickNs = nowNs;
        if (heldUp) {
            return;
        }
        for (int i = clocks.size() - 1; i >= 0; i--) {
            if (!ticked(clocks.get(i), nowNs)) {
                clocks.set(i, clocks.get(clocks.size() - 1));
                clocks.remove(clocks.size() - 1);
            }
        }
    }

    /** Returns whether the clock goes on. One leg that fails must not stop the clocks of the others. */
    private static boolean ticked(PacedSink clock, long nowNs) {
        try {
            clock.tick(nowNs);
            return !clock.ended();
        } catch (RuntimeException failure) {
            LOG.error("the clock of a leg failed and is stopped", failure);
            return false;
        }
    }
}
