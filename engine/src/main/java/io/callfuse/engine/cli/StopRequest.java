package io.callfuse.engine.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the thread that works, and holds the end of the Java machine back until that
 * thread has cleared up. Made and closed by the working thread.
 */
final class StopRequest implements AutoCloseable {
    /** Exit code of a command that was stopped from outside, as shells have it for Ctrl-C. */
    static final int EXIT_CODE = 130;

    private static final Logger LOG = LoggerFactory.getLogger(StopRequest.class);
    private static final long CLEARED_WITHIN_SECONDS = 40;

    private final CountDownLatch cleared = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::stopAndWait, "stop");
    private volatile boolean asked;

    StopRequest() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stopAndWait() {
        asked = true;
        worker.interrupt();
        try {
            if (!cleared.await(CLEARED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("not everything was cleared up within {} s", CLEARED_WITHIN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a stop was asked for; a failure after that is no news. */
    boolean isAsked() {
        return asked;
    }

    @Override
    public void close() {
        cleared.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException stopping) {
                LOG.debug("stopped at the end of the work", stopping);
            }
        }
    }
}
