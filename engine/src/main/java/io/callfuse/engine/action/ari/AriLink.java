package io.callfuse.engine.action.ari;

import io.callfuse.engine.action.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the application served: connects, notices that the event stream broke, tries again after rising waits, and has everything
 * read anew that was missed. One log line when it is lost, one when it is back. For the loop's thread alone, but for {@link
 * #isUp}.
 */
final class AriLink implements AriEventSocket.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(AriLink.class);

    private final AriTransport transport;
    private final AriGreeting greeting;
    private final Follower follower;
    private final Backoff backoff;
    private AriEventSocket socket;
    private AriGreeting.Asterisk asterisk;
    private String startedAtBefore = "";
    private String lastFault = "";
    private boolean connectedOnce;
    private boolean replaced;
    private boolean closed;
    private long lostAtNs;
    private volatile boolean up;

    /** Acts on what comes and goes. Called on the loop's thread. */
    interface Follower {
        /**
         * The stream stands: reads anew what there is.
         *
         * @param missedFor how long events were missed; zero at the first time
         * @return one clause on what was found, for the log; or a fault, and then the stream is given up
         */
        CompletableFuture<String> readAnew(Duration missedFor);

        /** All is read. */
        void up();

        /** Events are missed from now on. */
        void lost();

        void event(JsonNode event);
    }

    AriLink(AriTransport transport, AriGreeting greeting, Follower follower) {
        this.transport = transport;
        this.greeting = greeting;
        this.follower = follower;
        backoff = new Backoff(
                transport.times().reconnectInitial(), transport.times().reconnectMax(), ThreadLocalRandom.current());
    }

    /** Any thread: whether events come and all is read. */
    boolean isUp() {
        return up;
    }

    void connect() {
        if (closed) {
            return;
        }
        greeting.look().whenComplete((found, refused) -> {
            if (refused != null) {
                attemptFailed(refused.getMessage());
            } else if (!closed) {
                asterisk = found;
                socket = new AriEventSocket(transport, this);
                socket.open();
            }
        });
    }

    @Override
    public void opened() {
        Duration missedFor = connectedOnce ? Duration.ofNanos(System.nanoTime() - lostAtNs) : Duration.ZERO;
        AriEventSocket of = socket;
        follower.readAnew(missedFor).whenComplete((found, fault) -> {
            if (fault != null) {
                lastFault = "";
                of.close();
            } else if (of == socket && of.isOpen()) {
                greet(missedFor, found);
            }
        });
    }

    private void greet(Duration missedFor, String found) {
        boolean restarted = connectedOnce && !asterisk.startedAt().equals(startedAtBefore);
        if (connectedOnce) {
            LOG.warn(
                    "{}: connection is back; events of {} ms were missed{}; {}",
                    transport.login().peer(),
                    missedFor.toMillis(),
                    restarted ? ", Asterisk was restarted" : "",
                    found);
        } else {
            LOG.info(
                    "{}: application '{}' is served, Asterisk {}; {}",
                    transport.login().peer(),
                    transport.login().app(),
                    asterisk.version(),
                    found);
        }
        startedAtBefore = asterisk.startedAt();
        connectedOnce = true;
        replaced = false;
        lastFault = "";
        up = true;
        backoff.reset();
        follower.up();
    }

    @Override
    public void event(JsonNode event) {
        if (AriChannels.text(event, "type").equals("ApplicationReplaced")) {
            replaced = true;
            LOG.error(
                    "{}: another engine serves the application '{}' now; give each its own by ari.app",
                    transport.login().peer(),
                    transport.login().app());
        } else {
            follower.event(event);
        }
    }

    @Override
    public void closed(String why) {
        socket = null;
        if (!up) {
            attemptFailed(transport.login().peer() + ": " + why);
            return;
        }
        up = false;
        lostAtNs = System.nanoTime();
        if (!closed) {
            LOG.warn(
                    "{}: event stream lost ({}); trying again, events are missed meanwhile",
                    transport.login().peer(),
                    why);
            follower.lost();
            tryLater();
        }
    }

    private void attemptFailed(String fault) {
        if (closed) {
            return;
        }
        tryLater();
        if (fault.equals(lastFault)) {
            return;
        }
        lastFault = fault;
        if (connectedOnce) {
            // The loss has been told; what comes in between is for those who look closer.
            LOG.info("{}", fault);
        } else {
            LOG.warn(
                    "{}; trying again, every {} s at most",
                    fault,
                    transport.times().reconnectMax().toSeconds());
        }
    }

    /** Two engines of one application would take it from each other for ever: the one that lost it waits longest. */
    private void tryLater() {
        long waitNs = replaced ? transport.times().reconnectMax().toNanos() : backoff.nextNs();
        transport.loop().schedule(this::connect, waitNs, TimeUnit.NANOSECONDS);
    }

    /** Closes the stream for good. */
    void close() {
        closed = true;
        up = false;
        if (socket != null) {
            socket.close();
        }
    }
}
