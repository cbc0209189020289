package io.callfuse.engine.ingress.rtp;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the last sources from which packets came that nobody announced, so that each is told once. The first few packets of
 * one are not worth a word: Asterisk may send before it is known from where it will. On the event loop.
 */
final class Strangers {
    /** Half a second of 20 ms packets. */
    static final int UNTOLD_PACKETS = 25;

    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);
    private static final int REMEMBERED = 256;

    private final Map<InetSocketAddress, int[]> packets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, int[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Takes note of a packet; returns whether its source was told of now. */
    boolean met(InetSocketAddress source, String why) {
        int[] count = packets.computeIfAbsent(source, unused -> new int[1]);
        count[0] = Math.min(count[0] + 1, UNTOLD_PACKETS + 1);
        if (count[0] != UNTOLD_PACKETS) {
            return false;
        }
        LOG.warn("RTP from {}:{} is not heard: it {}", source.getHostString(), source.getPort(), why);
        return true;
    }

    /** Forgets a source that is announced now. */
    void forget(InetSocketAddress source) {
        packets.remove(source);
    }

    /** Says nothing of this source: its stream is over, and what is still on its way is no stranger's. */
    void know(InetSocketAddress source) {
        packets.put(source, new int[] {UNTOLD_PACKETS + 1});
    }

    int size() {
        return packets.size();
    }
}
