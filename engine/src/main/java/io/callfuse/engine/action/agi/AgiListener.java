package io.callfuse.engine.action.agi;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.util.ServerSocketFacade;

/** The library's AGI server on a socket of ours and with threads of ours: named, and bounded without a queue. */
final class AgiListener extends DefaultAgiServer {
    private static final long KEEP_IDLE_THREADS_S = 60;

    private final AgiInlet inlet;
    private final int threads;

    AgiListener(AgiInlet inlet, int threads, Function<String, AgiScript> scripts) {
        super(null, (request, channel) -> scripts.apply(request.getScript() == null ? "" : request.getScript()));
        this.inlet = inlet;
        this.threads = threads;
    }

    @Override
    protected ServerSocketFacade createServerSocket() {
        return inlet;
    }

    @Override
    protected ThreadPoolExecutor createPool() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, threads, KEEP_IDLE_THREADS_S, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "agi-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
