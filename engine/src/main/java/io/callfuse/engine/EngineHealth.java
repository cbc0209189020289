package io.callfuse.engine;

import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.web.Health;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks once a second whether the workers and the archive move. Counts looks and not time, so that a machine that stood still for a
 * while is not taken for a stuck engine. {@link #look} is for one thread, the answers are for any.
 */
final class EngineHealth implements Health, AutoCloseable {
    private static final int STUCK_AFTER_LOOKS = 10;
    private static final long EVERY_S = 1;

    private final List<LongSupplier> rounds;
    private final Supplier<String> calls;
    private final Supplier<AsteriskLinks> asterisk;
    private final Archive archive;
    private final Still[] workers;
    private final Still written = new Still();
    private final ScheduledExecutorService timer;

    /** How many looks in a row have found the same number. */
    private static final class Still {
        private long last = -1;
        private volatile int looks;

        private void look(long now, boolean mayRest) {
            looks = now != last || mayRest ? 0 : looks + 1;
            last = now;
        }

        private boolean isStuck() {
            return looks >= STUCK_AFTER_LOOKS;
        }
    }

    /**
     * Knows where to look.
     *
     * @param rounds of each worker, how many it has begun
     * @param calls {@code taking}, or why no new ones are taken
     * @param asterisk how the links to Asterisk stand
     */
    EngineHealth(List<LongSupplier> rounds, Supplier<String> calls, Supplier<AsteriskLinks> asterisk, Archive archive) {
        this.rounds = rounds;
        this.calls = calls;
        this.asterisk = asterisk;
        this.archive = archive;
        workers = rounds.stream().map(round -> new Still()).toArray(Still[]::new);
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "health-0");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks once a second from now on. */
    void start() {
        timer.scheduleWithFixedDelay(this::look, EVERY_S, EVERY_S, TimeUnit.SECONDS);
    }

    /** Looks now. */
    void look() {
        for (int i = 0; i < workers.length; i++) {
            workers[i].look(rounds.get(i).getAsLong(), false);
        }
        written.look(archive.written(), archive.waitingBytes() == 0);
    }

    @Override
    public Report alive() {
        Map<String, String> checks = new LinkedHashMap<>();
        int stuck = 0;
        for (Still worker : workers) {
            stuck += worker.isStuck() ? 1 : 0;
        }
        checks.put("workers", stuck == 0 ? "working" : stuck + " of " + workers.length + " stuck");
        return new Report(stuck == 0, checks);
    }

    @Override
    public Report ready() {
        Map<String, String> checks = new LinkedHashMap<>(alive().checks());
        boolean ready = alive().ok();
        String taking = calls.get();
        checks.put("calls", taking);
        ready &= taking.equals("taking");
        AsteriskLinks links = asterisk.get();
        checks.put("asterisk", links.toString());
        ready &= !links.isDown();
        checks.put("archive", written.isStuck() ? "lines wait and none is written" : "writing");
        ready &= !written.isStuck();
        return new Report(ready, checks);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
