package io.callfuse.engine.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends the frames of all calls, each when it is due, on one thread. A sender that is late sends what is due as fast as it can and does
 * not shift what comes after, so that what the engine is asked for does not depend on how it keeps up.
 */
final class LoadSender implements AutoCloseable {
    private static final long SPIN_NS = 60_000;
    private static final long IDLE_NS = 1_000_000;
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long CLOSED_WITHIN_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int LOOK_EVERY_FRAMES = 50;

    private final Queue<RunningCall> begun = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<RunningCall> calls =
            new PriorityQueue<>(Comparator.comparingLong(RunningCall::nextDueNs));
    private final List<Finished> finished = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger surplus = new AtomicInteger();
    private final List<StepWindow> windows;
    private final Consumer<RunningCall> over;
    private final Thread thread = new Thread(this::run, "load-sender");
    private long lookedNs = System.nanoTime();
    private volatile boolean open = true;

    private record Finished(RunningCall call, long untilNs) {}

    /**
     * @param windows in which it is counted; may grow
     * @param over told of each call, once, when its last frame was sent or could not be
     */
    LoadSender(List<StepWindow> windows, Consumer<RunningCall> over) {
        this.windows = windows;
        this.over = over;
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    void start() {
        thread.start();
    }

    /** Any thread: sends this call, too. */
    void add(RunningCall call) {
        running.incrementAndGet();
        begun.add(call);
    }

    /** Any thread: how many calls are being sent. */
    int running() {
        return running.get();
    }

    /** Any thread: ends so many calls in their midst. */
    void end(int calls) {
        surplus.addAndGet(calls);
    }

    private void run() {
        while (open || !calls.isEmpty() || !begun.isEmpty() || !finished.isEmpty()) {
            take();
            long nowNs = System.nanoTime();
            if (nowNs - lookedNs > LOOK_EVERY_NS) {
                lookedNs = nowNs;
                closeFinished(nowNs);
            }
            RunningCall call = calls.peek();
            long waitNs = call == null ? IDLE_NS : call.nextDueNs() - nowNs;
            if (waitNs > SPIN_NS) {
                LockSupport.parkNanos(Math.min(waitNs - SPIN_NS, IDLE_NS));
            } else if (waitNs > 0) {
                Thread.onSpinWait();
            } else {
                calls.poll();
                send(call, -waitNs);
            }
        }
    }

    private void take() {
        RunningCall next;
        while ((next = begun.poll()) != null) {
            calls.add(next);
        }
        while (surplus.get() > 0 && !calls.isEmpty()) {
            surplus.decrementAndGet();
            finish(calls.poll());
        }
    }

    private void send(RunningCall call, long latenessNs) {
        StepWindow window = StepWindow.at(windows, call.nextDueNs());
        try {
            boolean more = call.sendNext();
            if (window != null) {
                window.sent(latenessNs);
                if (call.isScoreDue()) {
                    window.scoreIsDue();
                }
            }
            if (call.framesSent() % LOOK_EVERY_FRAMES == 0) {
                requireOpen(call);
            }
            if (more) {
                calls.add(call);
            } else {
                finish(call);
            }
        } catch (IOException failure) {
            fail(call, failure);
        }
    }

    private static void requireOpen(RunningCall call) throws IOException {
        if (call.leg().isOver()) {
            throw new IOException("the engine closed the stream");
        }
    }

    private void finish(RunningCall call) {
        try {
            requireOpen(call);
            call.leg().finish();
            finished.add(new Finished(call, System.nanoTime() + CLOSED_WITHIN_NS));
            done(call);
        } catch (IOException failure) {
            fail(call, failure);
        }
    }

    private void fail(RunningCall call, IOException failure) {
        call.fail("after " + call.framesSent() + " frames: " + failure.getMessage());
        close(call);
        done(call);
    }

    private void done(RunningCall call) {
        running.decrementAndGet();
        over.accept(call);
    }

    private void closeFinished(long nowNs) {
        finished.removeIf(one -> {
            // What the engine has not yet read of RTP would be lost with the port.
            boolean all = one.call().recorded().wire() != Wire.RTP || one.call().isHeard();
            boolean gone = isOver(one.call()) && all || nowNs - one.untilNs() > 0;
            if (gone) {
                close(one.call());
            }
            return gone;
        });
    }

    private static boolean isOver(RunningCall call) {
        try {
            return call.leg().isOver();
        } catch (IOException broken) {
            // What it means is seen by whether the engine reports the call.
            return true;
        }
    }

    private static void close(RunningCall call) {
        try {
            call.leg().close();
        } catch (IOException failure) {
            call.fail("its connection could not be closed: " + failure.getMessage());
        }
    }

    /** Ends when all calls that were added have been sent and closed. */
    @Override
    public void close() {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
