package io.callfuse.engine.action.agi;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.admission.Doorkeeper;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The FastAGI server: {@code AGI(agi://HOST:PORT/watch)}, {@code verdict}, {@code unwatch}, {@code mark}; {@code ping} sets
 * {@code CALLFUSE_ALIVE} to {@code yes}, by which the dialplan learns that the engine is there before it opens an AudioSocket
 * to it. One thread, {@code agi-loop}, talks to all peers and waits for none; a few threads {@code agi-N} ask the engine.
 * Whatever fails here ends the AGI application only; the dialplan goes on.
 */
public final class AgiDoor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AgiDoor.class);
    private static final int DESK_THREADS = 4;
    private static final long KEEP_IDLE_THREADS_S = 60;

    private final AgiSettings settings;
    private final DeskClerk clerk;
    private final Doorkeeper doorkeeper;
    private final LongAdder requests = new LongAdder();
    private final ThreadPoolExecutor deskThreads;
    private AgiLoop loop;

    /** Prepares the door; {@link #start()} opens it. */
    public AgiDoor(AgiSettings settings, CallDesk desk) {
        this.settings = settings;
        doorkeeper = new Doorkeeper(settings.door());
        clerk = new DeskClerk(desk);
        AtomicInteger number = new AtomicInteger();
        deskThreads = new ThreadPoolExecutor(
                DESK_THREADS,
                DESK_THREADS,
                KEEP_IDLE_THREADS_S,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(settings.door().connections()),
                task -> {
                    Thread thread = new Thread(task, "agi-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        deskThreads.allowCoreThreadTimeOut(true);
    }

    /**
     * Listens.
     *
     * @throws IOException if it cannot; the message is one line that names the address
     */
    public synchronized void start() throws IOException {
        if (loop != null) {
            throw new IllegalStateException("started already");
        }
        loop = bind();
        loop.start();
        log.info("AGI listens on {}:{}", address().getHostString(), address().getPort());
    }

    /** Where it listens: the port is the real one where 0 was asked for. */
    public synchronized InetSocketAddress address() {
        try {
            return loop.address();
        } catch (IOException closed) {
            throw new IllegalStateException("AGI listens no more", closed);
        }
    }

    /** What it counts, by name. */
    public synchronized Map<String, LongAdder> counters() {
        Map<String, LongAdder> counters = new LinkedHashMap<>();
        counters.put("requests", requests);
        counters.put("refused_foreign_network", doorkeeper.foreign());
        counters.put("refused_too_many", doorkeeper.crowded());
        counters.put("cut_off", loop.cutOff());
        return counters;
    }

    /** Stops listening and cuts off what is being answered. */
    @Override
    public synchronized void close() {
        if (loop != null) {
            loop.close();
        }
        deskThreads.shutdownNow();
    }

    private AgiLoop bind() throws IOException {
        InetSocketAddress listen = settings.listen();
        try {
            return new AgiLoop(settings, doorkeeper, Clerk::new);
        } catch (BindException taken) {
            throw new IOException(
                    "AGI cannot listen on " + listen.getHostString() + ":" + listen.getPort() + ": "
                            + taken.getMessage() + " (is another program on port " + listen.getPort() + "?)",
                    taken);
        }
    }

    /** Leads one session through its script: its variables, the engine's answer, the answer's variables, the end. */
    private final class Clerk implements AgiSession.Listener {
        private DeskScript script;
        private AgiRequest request;
        private boolean answered;

        @Override
        public void asked(AgiSession session, AgiRequest asked) {
            requests.increment();
            request = asked;
            script = clerk.script(asked.script());
            loop.guarded(session, () -> session.get(script.wanted()));
        }

        @Override
        public void replied(AgiSession session, Map<String, String> values) {
            if (answered) {
                loop.end(session);
                return;
            }
            answered = true;
            AgiRequest complete = request.with(values);
            try {
                deskThreads.execute(() -> {
                    Map<String, String> answer = script.answerOrError(complete);
                    loop.execute(() -> loop.guarded(session, () -> session.set(answer)));
                });
            } catch (RejectedExecutionException tooMany) {
                loop.end(session);
            }
        }
    }
}
