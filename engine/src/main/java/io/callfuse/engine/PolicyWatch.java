package io.callfuse.engine;

import io.callfuse.engine.config.ConfigWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the file of a running engine ten times a second, on a thread of its own. */
final class PolicyWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);
    private static final Duration EVERY = Duration.ofMillis(100);

    private final ConfigWatch watch;
    private final PolicyReload reload;
    private final ScheduledExecutorService timer;

    PolicyWatch(Path file, PolicyReload reload) {
        watch = new ConfigWatch(file, reload);
        this.reload = reload;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "policy-watch-0");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks from now on. */
    void start() {
        timer.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    // A fault in one look must not be the last look.
    private void look() {
        try {
            watch.look();
            reload.settle();
        } catch (RuntimeException | Error fault) {
            LOG.error("the configuration could not be looked at; the policy in force stays", fault);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
