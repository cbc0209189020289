package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The FastAGI server: {@code AGI(agi://HOST:PORT/watch)} and {@code AGI(agi://HOST:PORT/verdict)}; {@code ping} sets
 * {@code CALLFUSE_ALIVE} to {@code yes}, by which the dialplan learns that the engine is there before it opens an AudioSocket to it.
 * Listens with the thread
 * {@code agi-accept} and answers with a bounded set of threads {@code agi-N}. Whatever fails here ends the AGI application
 * only; the dialplan goes on.
 */
public final class AgiDoor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AgiDoor.class);

    private static final AgiScript PING = (request, channel) -> channel.setVariable("CALLFUSE_ALIVE", "yes");

    private final AgiSettings settings;
    private final AgiScript watch;
    private final AgiScript verdict;
    private AgiInlet inlet;
    private AgiListener listener;

    /** Prepares the door; {@link #start()} opens it. */
    public AgiDoor(AgiSettings settings, CallDesk desk) {
        this.settings = settings;
        watch = new WatchScript(desk);
        verdict = new VerdictScript(desk);
    }

    /**
     * Listens.
     *
     * @throws IOException if it cannot; the message is one line that names the address
     */
    public synchronized void start() throws IOException {
        if (inlet != null) {
            throw new IllegalStateException("started already");
        }
        inlet = bind(settings);
        listener = new AgiListener(inlet, settings.requestsAtOnce(), this::script);
        Thread accept = new Thread(this::accept, "agi-accept");
        accept.setDaemon(true);
        accept.start();
        log.info("AGI listens on {}:{}", address().getHostString(), address().getPort());
    }

    /** Where it listens: the port is the real one where 0 was asked for. */
    public synchronized InetSocketAddress address() {
        return inlet.address();
    }

    /** Stops listening and cuts off what is being answered. */
    @Override
    public synchronized void close() {
        if (inlet != null) {
            listener.shutdown();
            inlet.closeAll();
        }
    }

    private static AgiInlet bind(AgiSettings settings) throws IOException {
        InetSocketAddress listen = settings.listen();
        try {
            return new AgiInlet(listen, settings.deadline());
        } catch (BindException taken) {
            throw new IOException(
                    "AGI cannot listen on " + listen.getHostString() + ":" + listen.getPort() + ": "
                            + taken.getMessage() + " (is another program on port " + listen.getPort() + "?)",
                    taken);
        }
    }

    private void accept() {
        try {
            listener.startup();
        } catch (IOException fault) {
            log.error("AGI stopped listening: {}", fault.getMessage());
        }
    }

    private AgiScript script(String name) {
        return switch (name) {
            case "watch" -> watch;
            case "verdict" -> verdict;
            case "ping" -> PING;
            default -> new UnknownScript(name);
        };
    }
}
