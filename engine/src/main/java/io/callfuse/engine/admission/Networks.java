package io.callfuse.engine.admission;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The ranges of addresses from which peers may come.
 *
 * @param ranges none of them lets nobody in
 */
public record Networks(List<Network> ranges) {
    private static final String LOOPBACK_WORD = "loopback";

    /** This machine alone. */
    public static final Networks LOOPBACK =
            new Networks(List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128")));

    /** Takes a copy. */
    public Networks {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads a list separated by commas; {@code loopback} stands for this machine.
     *
     * @throws IllegalArgumentException if one of them is no range; the message says which
     */
    public static Networks parse(String text) {
        List<Network> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String range = part.strip();
            if (range.equals(LOOPBACK_WORD)) {
                ranges.addAll(LOOPBACK.ranges);
            } else {
                ranges.add(Network.parse(range));
            }
        }
        return new Networks(ranges);
    }

    /** Whether an address lies in one of them. */
    public boolean contains(InetAddress peer) {
        for (Network range : ranges) {
            if (range.contains(peer)) {
                return true;
            }
        }
        return false;
    }
}
