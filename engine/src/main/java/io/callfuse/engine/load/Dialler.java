package io.callfuse.engine.load;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Begins calls, so many a second at most, as long as there are too few; a call that is over is followed by another. */
final class Dialler implements AutoCloseable {
    private static final long FRAME_NS = TimeUnit.MILLISECONDS.toNanos(MediaTime.FRAME_MS);
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PAUSE_AFTER_FAULT_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final List<RecordedCall> recordings;
    private final TestedEngine engine;
    private final LoadSender sender;
    private final CallChecks checks;
    private final LoadPlan plan;
    private final Random random = new Random(1);
    private final Thread thread = new Thread(this::run, "load-dialler");
    private int number;
    private volatile int target;
    private volatile boolean open = true;

    Dialler(List<RecordedCall> recordings, TestedEngine engine, LoadSender sender, CallChecks checks, LoadPlan plan) {
        this.recordings = recordings;
        this.engine = engine;
        this.sender = sender;
        this.checks = checks;
        this.plan = plan;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Any thread: keeps so many calls going from now on; those that are too many are ended in their midst. */
    void keep(int calls) {
        int surplus = sender.running() - calls;
        target = calls;
        if (surplus > 0) {
            sender.end(surplus);
        }
    }

    private void run() {
        long dueNs = System.nanoTime();
        long betweenNs = (long) (TimeUnit.SECONDS.toNanos(1) / plan.rate());
        while (open) {
            long nowNs = System.nanoTime();
            if (sender.running() >= target || nowNs - dueNs < 0) {
                LockSupport.parkNanos(Math.max(1, Math.min(LOOK_AGAIN_NS, betweenNs)));
                continue;
            }
            dueNs = Math.max(dueNs + betweenNs, nowNs - TimeUnit.SECONDS.toNanos(1));
            if (!begin(recordings.get(number++ % recordings.size()))) {
                LockSupport.parkNanos(PAUSE_AFTER_FAULT_NS);
            }
        }
    }

    private boolean begin(RecordedCall recorded) {
        CallId id = CallId.random();
        try {
            LegConnection leg = engine.open(plan.wire(), id);
            double frameNs = FRAME_NS / plan.speed();
            long startNs = System.nanoTime() + (long) (random.nextDouble() * frameNs);
            RunningCall call = new RunningCall(id, recorded, leg, startNs, frameNs);
            checks.begins(call);
            sender.add(call);
            return true;
        } catch (IOException refused) {
            checks.notBegun(recorded, refused.getMessage());
            return false;
        }
    }

    /** Begins no more. */
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
