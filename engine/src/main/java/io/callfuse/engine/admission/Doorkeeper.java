package io.callfuse.engine.admission;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * Decides at a listening socket who comes in: peers of the allowed networks, so many at a time in all and from one address.
 * Whoever is refused is counted, and told in the log once a minute. Thread-safe; keeps an entry only for peers that are in.
 */
public final class Doorkeeper {
    private static final long QUIET_NS = Duration.ofMinutes(1).toNanos();

    private final Rules rules;
    private final LongSupplier clockNs;
    private final Consumer<String> log;
    private final Map<InetAddress, Integer> inside = new HashMap<>();
    private final LongAdder foreign = new LongAdder();
    private final LongAdder crowded = new LongAdder();
    private int insideInAll;
    private boolean toldOnce;
    private long toldAtNs;
    private long untold;

    /**
     * Who may come in.
     *
     * @param door how the log names it, such as {@code agi}
     * @param allowed from where
     * @param connections at a time in all
     * @param connectionsPerPeer at a time from one address
     */
    public record Rules(String door, Networks allowed, int connections, int connectionsPerPeer) {
        /** Rejects what lets nobody in. */
        public Rules {
            if (connections < 1 || connectionsPerPeer < 1) {
                throw new IllegalArgumentException(
                        door + " with " + connections + " connections, " + connectionsPerPeer + " per peer, is shut");
            }
        }
    }

    /** What becomes of a peer. */
    public enum Answer {
        /** It is in, until it {@link Doorkeeper#leave leaves}. */
        WELCOME,
        /** It comes from nowhere that is allowed. */
        FOREIGN,
        /** There are too many in all. */
        FULL,
        /** There are too many from its address. */
        PEER_FULL
    }

    /** Keeps a door by these rules. */
    public Doorkeeper(Rules rules) {
        this(rules, System::nanoTime, line -> LoggerFactory.getLogger(Doorkeeper.class)
                .warn("{}", line));
    }

    Doorkeeper(Rules rules, LongSupplier clockNs, Consumer<String> log) {
        this.rules = rules;
        this.clockNs = clockNs;
        this.log = log;
    }

    /** Says whether a peer may come in; only one that is welcome counts as being in. */
    public synchronized Answer admit(InetAddress peer) {
        if (!rules.allowed().contains(peer)) {
            foreign.increment();
            tell(peer, "is outside of " + rules.door() + ".allow");
            return Answer.FOREIGN;
        }
        if (insideInAll >= rules.connections()) {
            crowded.increment();
            tell(peer, "is one more than the " + rules.connections() + " connections at a time");
            return Answer.FULL;
        }
        if (inside.getOrDefault(peer, 0) >= rules.connectionsPerPeer()) {
            crowded.increment();
            tell(peer, "has " + rules.connectionsPerPeer() + " connections already (" + rules.door() + ".maxPerPeer)");
            return Answer.PEER_FULL;
        }
        inside.merge(peer, 1, Integer::sum);
        insideInAll++;
        return Answer.WELCOME;
    }

    /** A connection that was welcome is over. */
    public synchronized void leave(InetAddress peer) {
        if (inside.computeIfPresent(peer, (address, count) -> count > 0 ? count - 1 : null) == null) {
            return;
        }
        inside.remove(peer, 0);
        insideInAll--;
    }

    /** How many are in. */
    public synchronized int inside() {
        return insideInAll;
    }

    /** Peers refused for where they come from. */
    public LongAdder foreign() {
        return foreign;
    }

    /** Peers refused for there being too many. */
    public LongAdder crowded() {
        return crowded;
    }

    private void tell(InetAddress peer, String why) {
        long nowNs = clockNs.getAsLong();
        if (toldOnce && nowNs - toldAtNs < QUIET_NS) {
            untold++;
            return;
        }
        log.accept(rules.door() + ": " + peer.getHostAddress() + " " + why + ": refused"
                + (untold == 0 ? "" : " (and " + untold + " more since this was last told)"));
        toldOnce = true;
        toldAtNs = nowNs;
        untold = 0;
    }
}
