package io.callfuse.engine;

import io.callfuse.engine.queue.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Owns many calls: drains their queues in turn, and does for them what other threads ask by {@link #post}. A call belongs to
 * one worker from its first frame to its report, so that nothing in it needs a lock.
 */
final class LegWorker implements Agent {
    /** So many frames of one call at most before the next call has its turn: a burst on one leg delays nobody for long. */
    private static final int FRAMES_A_TURN = 16;

    private static final int ERRANDS_A_ROUND = 256;

    private final String roleName;
    private final Mailbox<Runnable> errands;
    private final List<LiveCall> calls = new ArrayList<>();
    private final AtomicInteger owned = new AtomicInteger();

    /**
     * Makes a worker with no calls.
     *
     * @param number its place among the workers, from 0
     * @param maxCalls how many calls the engine may hold; the box for errands is sized after it
     */
    LegWorker(int number, int maxCalls) {
        roleName = "leg-worker-" + number;
        errands = new Mailbox<>(Math.max(1024, 8 * maxCalls));
    }

    @Override
    public String roleName() {
        return roleName;
    }

    /** Any thread: gives the worker a call to own; false if it has too much to do. */
    boolean adopt(LiveCall call) {
        boolean taken = post(() -> calls.add(call));
        if (taken) {
            owned.incrementAndGet();
        }
        return taken;
    }

    /** Any thread: asks the worker to run this between two frames; false if it has too much to do. */
    boolean post(Runnable errand) {
        return errands.offer(errand);
    }

    /** Any thread: does this with each call it owns by then, between two frames; false if it has too much to do. */
    boolean forEachCall(Consumer<LiveCall> errand) {
        return post(() -> calls.forEach(errand));
    }

    /** How many calls this worker owns; for choosing the least busy one. */
    int owned() {
        return owned.get();
    }

    @Override
    public int doWork() {
        int work = errands.drain(Runnable::run, ERRANDS_A_ROUND);
        boolean keepsUp = true;
        for (int i = calls.size() - 1; i >= 0; i--) {
            LiveCall call = calls.get(i);
            int heard = call.drain(FRAMES_A_TURN);
            keepsUp &= heard < FRAMES_A_TURN;
            work += heard;
            if (call.isOver()) {
                calls.remove(i);
                owned.decrementAndGet();
                call.finish();
                work++;
            }
        }
        return keepsUp ? work + hearAgents() : work;
    }

    /** Only while no caller waits: of agents the oldest frames are dropped. */
    private int hearAgents() {
        int heard = 0;
        for (int i = calls.size() - 1; i >= 0; i--) {
            heard += calls.get(i).drainAgents(FRAMES_A_TURN);
        }
        return heard;
    }

    /** Ends the calls that are still there, so that each leaves its report. */
    @Override
    public void onClose() {
        errands.drain(Runnable::run, Integer.MAX_VALUE);
        for (LiveCall call : calls) {
            call.end(EndedBy.ENGINE_STOPPED);
            call.finish();
        }
        owned.addAndGet(-calls.size());
        calls.clear();
        // What a call's last frames have led to may have been answered at once.
        errands.drain(Runnable::run, Integer.MAX_VALUE);
    }
}
