package io.callfuse.engine.action.ami;

import io.callfuse.engine.action.Backoff;
import io.callfuse.engine.action.CallEvents;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.asteriskjava.manager.ManagerEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session with Asterisk: connects, notices that it broke, tries again after rising waits, and reads anew which
 * channels there are. One log line when it is lost, one when it is back. Used by one thread.
 *
 * <p>It is the circuit breaker of call control too: after one unanswered action nothing more is sent until Asterisk has
 * answered a login.
 */
final class AmiLink {
    private static final Logger log = LoggerFactory.getLogger(AmiLink.class);

    private final AmiLogin login;
    private final AmiTimes times;
    private final CallEvents events;
    private final ManagerEventListener listener;
    private final Runnable wake;
    private final Backoff backoff;
    private volatile boolean hearsAgi;

    private AmiSession session;
    private long nextAttemptNs = System.nanoTime();
    private long lostAtNs;
    private long usedAtNs;
    private boolean connectedOnce;
    private String lastFault = "";
    private AtomicBoolean broken = new AtomicBoolean();
    private volatile boolean up;

    AmiLink(AmiSettings settings, CallEvents events, ManagerEventListener listener, Runnable wake) {
        login = settings.login();
        times = settings.times();
        this.events = events;
        this.listener = listener;
        this.wake = wake;
        backoff = new Backoff(times.reconnectInitial(), times.reconnectMax(), ThreadLocalRandom.current());
    }

    /** From the next connection on, channels that wait in asynchronous AGI are told of, too. */
    void hearAgi() {
        hearsAgi = true;
    }

    /** Whether a session stands. Any thread. */
    boolean isUp() {
        return up;
    }

    /** The session, or null while there is none. */
    AmiSession session() {
        return session;
    }

    /** Notices a break, tries to connect when it is time, tries out an idle connection. */
    void tend() {
        if (session != null && broken.get()) {
            drop("connection closed by Asterisk");
        }
        if (session == null && nextAttemptNs - System.nanoTime() <= 0) {
            connect();
        } else if (session != null
                && System.nanoTime() - usedAtNs > times.pingEvery().toNanos()) {
            ping();
        }
    }

    /** The session was just used with success. */
    void used() {
        usedAtNs = System.nanoTime();
    }

    /** Gives the session up; the next attempt follows after a wait. */
    void drop(String why) {
        if (session == null) {
            return;
        }
        session.cut();
        session = null;
        up = false;
        lostAtNs = System.nanoTime();
        nextAttemptNs = lostAtNs + backoff.nextNs();
        log.warn("{}: connection lost ({}); trying again, events are missed meanwhile", login.peer(), why);
        events.connectionLost();
    }

    /** How long {@link #tend()} has nothing to do, ns. */
    long idleNs() {
        long nowNs = System.nanoTime();
        return session == null
                ? nextAttemptNs - nowNs
                : usedAtNs + times.pingEvery().toNanos() - nowNs;
    }

    void close() {
        if (session != null) {
            session.close();
            session = null;
            up = false;
        }
    }

    private void connect() {
        AtomicBoolean brokenNow = new AtomicBoolean();
        broken = brokenNow;
        try {
            session = AmiSession.open(login, times, hearsAgi, listener, () -> {
                brokenNow.set(true);
                wake.run();
            });
            List<ChannelStatus> live = session.channels();
            used();
            greet(live);
        } catch (AmiUnreachableException unreachable) {
            attemptFailed(unreachable.getMessage());
        } catch (AmiLostException lost) {
            attemptFailed(login.peer() + ": logged in, but " + lost.getMessage());
        } catch (AmiRefusedException refused) {
            attemptFailed(login.peer() + ": user '" + login.username() + "' may not list channels: "
                    + refused.getMessage() + " (write = call is needed in manager.conf)");
        }
    }

    private void greet(List<ChannelStatus> live) {
        Duration missedFor = connectedOnce ? Duration.ofNanos(System.nanoTime() - lostAtNs) : Duration.ZERO;
        if (connectedOnce) {
            log.warn("{}: connection is back; events of {} ms were missed", login.peer(), missedFor.toMillis());
        } else {
            log.info("{}: connected as '{}'", login.peer(), login.username());
        }
        boolean first = !connectedOnce;
        connectedOnce = true;
        lastFault = "";
        up = true;
        backoff.reset();
        events.connected(live.stream().map(ChannelStatus::channel).toList(), missedFor);
        if (first) {
            events.found(carriers(live));
        }
    }

    private static Map<CallId, CallChannel> carriers(List<ChannelStatus> live) {
        Map<CallId, CallChannel> carriers = new HashMap<>();
        live.forEach(status -> status.watchedAs().ifPresent(id -> carriers.put(id, status.channel())));
        return carriers;
    }

    private void attemptFailed(String fault) {
        if (session != null) {
            session.cut();
            session = null;
        }
        nextAttemptNs = System.nanoTime() + backoff.nextNs();
        if (fault.equals(lastFault)) {
            return;
        }
        lastFault = fault;
        if (connectedOnce) {
            // The loss has been told; what comes in between is for those who look closer.
            log.info("{}", fault);
        } else {
            log.warn(
                    "{}; trying again, every {} s at most",
                    fault,
                    times.reconnectMax().toSeconds());
        }
    }

    private void ping() {
        try {
            session.ping();
            used();
        } catch (AmiLostException stalled) {
            drop(stalled.getMessage());
        } catch (AmiRefusedException answered) {
            used();
        }
    }
}
