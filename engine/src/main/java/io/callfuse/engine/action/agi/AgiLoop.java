package io.callfuse.engine.action.agi;

import io.callfuse.engine.admission.Doorkeeper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All AGI connections on one thread that never waits for any of them. Every connection has a deadline: past it the socket is
 * closed, whatever it waits for, and Asterisk goes on with the dialplan.
 */
final class AgiLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgiLoop.class);
    private static final int BACKLOG = 1024;
    private static final int SCRATCH_BYTES = 16 * 1024;
    private static final long IDLE_AT_MOST_NS = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_AFTER_FAULT_NS = Duration.ofMillis(50).toNanos();
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final AgiSettings settings;
    private final Doorkeeper doorkeeper;
    private final Supplier<AgiSession.Listener> listeners;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private final Deque<AgiSession> byDeadline = new ArrayDeque<>();
    private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES);
    private final LongAdder cutOff = new LongAdder();
    private final Thread thread = new Thread(this::work, "agi-loop");
    private volatile boolean stopping;

    /** Binds; {@link #start} begins to listen. Each session gets a listener of its own. */
    AgiLoop(AgiSettings settings, Doorkeeper doorkeeper, Supplier<AgiSession.Listener> listeners) throws IOException {
        this.settings = settings;
        this.doorkeeper = doorkeeper;
        this.listeners = listeners;
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(settings.listen(), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException cannotBind) {
            server.close();
            selector.close();
            throw cannotBind;
        }
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    /** Requests that took too long. */
    LongAdder cutOff() {
        return cutOff;
    }

    /** Any thread: does this on the loop's. */
    void execute(Runnable errand) {
        errands.add(errand);
        selector.wakeup();
    }

    /** The loop's thread: does something with a session, and ends it where that fails. */
    void guarded(AgiSession session, SessionErrand errand) {
        try {
            errand.run();
        } catch (CancelledKeyException gone) {
            end(session);
        } catch (IOException fault) {
            LOG.debug("AGI request of {} ended: {}", session.peer(), fault.getMessage());
            end(session);
        } catch (RuntimeException fault) {
            LOG.error("AGI request of {} failed in the engine", session.peer(), fault);
            end(session);
        }
    }

    /** What may fail for one session alone. */
    interface SessionErrand {
        void run() throws IOException;
    }

    /** The loop's thread: closes a session. */
    void end(AgiSession session) {
        if (session.isOpen()) {
            session.close();
            doorkeeper.leave(session.peerAddress().getAddress());
        }
    }

    private void work() {
        while (!stopping) {
            try {
                selector.select(this::serve, waitMs());
                for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
                    errand.run();
                }
                cutOffLate(System.nanoTime());
            } catch (IOException | RuntimeException fault) {
                LOG.error("AGI failed in one round and goes on", fault);
                LockSupport.parkNanos(PAUSE_AFTER_FAULT_NS);
            }
        }
        byDeadline.forEach(this::end);
    }

    private long waitMs() {
        long idleNs = byDeadline.isEmpty()
                ? IDLE_AT_MOST_NS
                : Math.min(IDLE_AT_MOST_NS, byDeadline.peek().deadlineNs() - System.nanoTime());
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(idleNs) + 1);
    }

    private void serve(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
            return;
        }
        AgiSession session = (AgiSession) key.attachment();
        guarded(session, () -> {
            if (key.isWritable()) {
                session.write();
            }
            if (key.isReadable() && !session.read(scratch)) {
                end(session);
            }
        });
    }

    private void accept() {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                admit(channel);
            }
        } catch (IOException fault) {
            LOG.warn("AGI takes no connection: {}", fault.getMessage());
            // Without files to open this would be a hot loop.
            LockSupport.parkNanos(PAUSE_AFTER_FAULT_NS);
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        InetSocketAddress peer = (InetSocketAddress) channel.getRemoteAddress();
        if (peer == null || doorkeeper.admit(peer.getAddress()) != Doorkeeper.Answer.WELCOME) {
            channel.close();
            return;
        }
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            long deadlineNs = System.nanoTime() + settings.deadline().toNanos();
            AgiSession session = new AgiSession(channel, key, deadlineNs, listeners.get());
            key.attach(session);
            byDeadline.add(session);
        } catch (IOException gone) {
            channel.close();
            doorkeeper.leave(peer.getAddress());
        }
    }

    private void cutOffLate(long nowNs) {
        while (!byDeadline.isEmpty()
                && (!byDeadline.peek().isOpen() || byDeadline.peek().deadlineNs() - nowNs <= 0)) {
            AgiSession session = byDeadline.remove();
            if (session.isOpen()) {
                cutOff.increment();
                LOG.warn(
                        "AGI request of {} cut off after {} ms",
                        session.peer(),
                        settings.deadline().toMillis());
                end(session);
            }
        }
    }

    /** Listens no more and cuts off what is being answered. */
    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            server.close();
            thread.join(STOP_WITHIN.toMillis());
            selector.close();
        } catch (IOException fault) {
            LOG.debug("AGI socket closed badly: {}", fault.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
