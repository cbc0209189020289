package io.callfuse.engine.action.ari;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests to ARI over a few connections that are kept, one request at a time on each; more wait in a bounded queue.
 * For the loop's thread alone; answers come on it too.
 */
final class AriHttp {
    /** Asterisk closes a connection that was idle for 15 s; a request must not meet that. */
    private static final long IDLE_AT_MOST_NS = TimeUnit.SECONDS.toNanos(8);

    private final AriTransport transport;
    private final int connectionsAtMost;
    private final int waitingAtMost;
    private final Deque<AriExchange> waiting = new ArrayDeque<>();
    private final Deque<AriHttpConnection> idle = new ArrayDeque<>();
    private final Set<AriHttpConnection> open = new HashSet<>();
    private boolean closed;

    AriHttp(AriTransport transport, int connectionsAtMost, int waitingAtMost) {
        this.transport = transport;
        this.connectionsAtMost = connectionsAtMost;
        this.waitingAtMost = waitingAtMost;
    }

    /** Sends a request; the answer, whatever its status, or {@link AriLostException}. */
    CompletableFuture<AriAnswer> ask(AriRequest request) {
        return ask(request, false);
    }

    /** The same, ahead of all that wait. */
    CompletableFuture<AriAnswer> askFirst(AriRequest request) {
        return ask(request, true);
    }

    private CompletableFuture<AriAnswer> ask(AriRequest request, boolean first) {
        AriExchange exchange = new AriExchange(request);
        if (closed) {
            exchange.lost("the connection to ARI is closed");
        } else if (waiting.size() >= waitingAtMost && !first) {
            exchange.lost("too many requests waiting for Asterisk");
        } else {
            exchange.alarm(transport
                    .loop()
                    .schedule(
                            () -> overdue(exchange),
                            transport.times().responseTimeout().toNanos(),
                            TimeUnit.NANOSECONDS));
            enqueue(exchange, first);
            dispatch();
        }
        return exchange.answer();
    }

    private void enqueue(AriExchange exchange, boolean first) {
        if (first) {
            waiting.addFirst(exchange);
        } else {
            waiting.addLast(exchange);
        }
    }

    private void dispatch() {
        while (!waiting.isEmpty() && !closed) {
            AriHttpConnection connection = takeIdle();
            if (connection != null) {
                connection.send(waiting.removeFirst());
            } else if (open.size() < connectionsAtMost) {
                open();
            } else {
                return;
            }
        }
    }

    private AriHttpConnection takeIdle() {
        AriHttpConnection connection = idle.pollLast();
        while (connection != null && connection.idleForNs(System.nanoTime()) > IDLE_AT_MOST_NS) {
            connection.close();
            connection = idle.pollLast();
        }
        return connection;
    }

    /** A new connection carries the oldest request at once. */
    private void open() {
        AriHttpConnection connection = new AriHttpConnection(this, transport.login(), waiting.removeFirst());
        open.add(connection);
        transport.connect(connection::install).addListener(connected -> {
            if (!connected.isSuccess()) {
                connection.failed(transport.reason(connected.cause()));
            }
        });
    }

    private void overdue(AriExchange exchange) {
        if (waiting.remove(exchange)) {
            exchange.lost(exchange.request() + " could not be sent within "
                    + transport.times().responseTimeout().toMillis() + " ms");
        } else {
            exchange.overdue(exchange.request() + " was not answered within "
                    + transport.times().responseTimeout().toMillis() + " ms");
        }
    }

    /** Puts what broke a connection into words. */
    String reason(Throwable broken) {
        return transport.reason(broken);
    }

    /** A connection has its answer and waits for the next request. */
    void free(AriHttpConnection connection) {
        idle.addLast(connection);
        dispatch();
    }

    /** A connection is gone; a request that it took away unanswered is sent once more if that does no harm. */
    void gone(AriHttpConnection connection, AriExchange unanswered, String why) {
        open.remove(connection);
        idle.remove(connection);
        if (unanswered != null && !unanswered.isDone()) {
            if (!closed && unanswered.mayBeRepeated(connection.wasUsedBefore())) {
                enqueue(unanswered, true);
            } else {
                unanswered.lost(unanswered.request() + ": " + why);
            }
        }
        dispatch();
    }

    /** Gives up what waits and closes all connections. */
    void close() {
        closed = true;
        waiting.forEach(exchange -> exchange.lost("the connection to ARI is closed"));
        waiting.clear();
        Set.copyOf(open).forEach(AriHttpConnection::close);
    }

    /** How many connections are open or being opened. */
    int connections() {
        return open.size();
    }
}
