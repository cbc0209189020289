package io.callfuse.engine.action.agi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.asteriskjava.util.ServerSocketFacade;
import org.asteriskjava.util.SocketConnectionFacade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening socket. Every connection has a deadline: past it the socket is closed, whatever it waits for, and Asterisk
 * goes on with the dialplan. {@code accept} by one thread, the rest by any.
 */
final class AgiInlet implements ServerSocketFacade {
    private static final Logger log = LoggerFactory.getLogger(AgiInlet.class);
    private static final int BACKLOG = 128;
    private static final long PAUSE_AFTER_FAULT_NS = Duration.ofMillis(100).toNanos();

    private final ServerSocket server = new ServerSocket();
    private final Duration deadline;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Set<AgiConnection> open = ConcurrentHashMap.newKeySet();

    AgiInlet(InetSocketAddress listen, Duration deadline) throws IOException {
        this.deadline = deadline;
        try {
            server.setReuseAddress(true);
            server.bind(listen, BACKLOG);
        } catch (IOException cannotBind) {
            server.close();
            throw cannotBind;
        }
        deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "agi-deadline");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public SocketConnectionFacade accept() throws IOException {
        while (true) {
            Socket socket = acceptSocket();
            try {
                return admit(socket);
            } catch (IOException | RejectedExecutionException refused) {
                log.debug("AGI connection not admitted: {}", refused.getMessage());
                socket.close();
            }
        }
    }

    private Socket acceptSocket() throws IOException {
        try {
            return server.accept();
        } catch (IOException fault) {
            // The library tries again at once; without files to open that would be a hot loop.
            if (!server.isClosed()) {
                LockSupport.parkNanos(PAUSE_AFTER_FAULT_NS);
            }
            throw fault;
        }
    }

    private AgiConnection admit(Socket socket) throws IOException {
        AgiConnection connection = new AgiConnection(socket, open::remove);
        open.add(connection);
        ScheduledFuture<?> alarm =
                deadlines.schedule(() -> cutOff(connection), deadline.toNanos(), TimeUnit.NANOSECONDS);
        connection.onClose(() -> alarm.cancel(false));
        return connection;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Closes all that is open, for the end. */
    void closeAll() {
        try {
            server.close();
        } catch (IOException fault) {
            log.debug("AGI socket closed badly: {}", fault.getMessage());
        }
        deadlines.shutdownNow();
        open.forEach(AgiConnection::close);
    }

    /** Ours is the deadline of the whole request, not of one read. */
    @Override
    public void setSocketReadTimeout(int readTimeoutMs) {
        throw new UnsupportedOperationException("a request has a deadline instead");
    }

    private void cutOff(AgiConnection connection) {
        if (!connection.isClosed()) {
            log.warn("AGI request of {} cut off after {} ms", connection.peer(), deadline.toMillis());
            connection.close();
        }
    }
}
