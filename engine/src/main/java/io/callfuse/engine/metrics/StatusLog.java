package io.callfuse.engine.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Says once a minute, in one line, which counters of the engine have moved and by how much, so that a frame that was dropped or
 * a peer that was sent away does not stay unseen. Says nothing while nothing happens. Reads on a thread of its own.
 */
public final class StatusLog implements AutoCloseable {
    private static final long EVERY_S = 60;

    private final Supplier<Map<String, Long>> counters;
    private final Consumer<String> log;
    private final ScheduledExecutorService timer;
    private Map<String, Long> last = Map.of();

    /**
     * Prepares a log; {@link #start()} begins it.
     *
     * @param counters reads all counters by name in the order in which they are to be told; most of them only grow
     * @param log takes each line
     */
    public StatusLog(Supplier<Map<String, Long>> counters, Consumer<String> log) {
        this.counters = counters;
        this.log = log;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "status-0");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Tells from now on once a minute. */
    public void start() {
        timer.scheduleAtFixedRate(this::tell, EVERY_S, EVERY_S, TimeUnit.SECONDS);
    }

    /** Tells what has moved since it was told last. */
    synchronized void tell() {
        Map<String, Long> now = new LinkedHashMap<>(counters.get());
        StringBuilder line = new StringBuilder();
        now.forEach((name, value) -> {
            long moved = value - last.getOrDefault(name, 0L);
            if (moved != 0) {
                line.append(line.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(moved > 0 ? " +" : " ")
                        .append(moved)
                        .append(" = ")
                        .append(value);
            }
        });
        last = now;
        if (!line.isEmpty()) {
            log.accept(line.toString());
        }
    }

    /** Tells a last time. */
    @Override
    public void close() {
        timer.shutdownNow();
        tell();
    }
}
