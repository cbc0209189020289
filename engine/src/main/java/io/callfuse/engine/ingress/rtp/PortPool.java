package io.callfuse.engine.ingress.rtp;

import java.util.BitSet;

/**
 * The ports of which each call has one. Every port is given out in turn, so that a late packet of the last call meets nobody.
 * Guarded by whoever has it.
 */
final class PortPool {
    private final int first;
    private final int size;
    private final BitSet taken = new BitSet();
    private int next;

    PortPool(RtpSettings.PortRange ports) {
        first = ports.first();
        size = ports.last() - ports.first() + 1;
    }

    /** How many ports there are. */
    int size() {
        return size;
    }

    /** Takes a free port; -1 if there is none. */
    int take() {
        int free = taken.nextClearBit(next);
        if (free >= size) {
            free = taken.nextClearBit(0);
        }
        if (free >= size) {
            return -1;
        }
        taken.set(free);
        next = free + 1 == size ? 0 : free + 1;
        return first + free;
    }

    /** Gives a port back. */
    void giveBack(int port) {
        taken.clear(port - first);
    }
}
