package io.callfuse.engine.lab;

import java.util.concurrent.TimeUnit;

/** Waits that an interrupt does not cut short, for the work of clearing up. */
final class Patience {
    private Patience() {}

    /** Waits for a process; false when it has not ended in time. An interrupt is kept for the caller. */
    static boolean awaitEnd(Process process, long limit, TimeUnit unit) {
        long endNs = System.nanoTime() + unit.toNanos(limit);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
