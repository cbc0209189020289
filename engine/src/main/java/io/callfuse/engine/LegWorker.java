package io.callfuse.engine;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.overload.DelayCount;
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

    /** From so many calls on, what they hold does not stay in the cache from one frame to the next. */
    private static final int CROWD = 48;

    /** So many frames of a call are then heard at one go, unless a second is full before: they come every 20 ms. */
    private static final int FRAMES_AT_ONCE = 5;

    private static final long CROWD_REST_NS = 300_000;
    private static final int MS_A_SECOND = 1000;

    private final String roleName;
    private final DelayCount scoreDelays;
    private final Mailbox<Runnable> errands;
    private final List<LiveCall> calls = new ArrayList<>();
    private final AtomicInteger owned = new AtomicInteger();
    private boolean keepsUp = true;

    /**
     * Makes a worker with no calls.
     *
     * @param number its place among the workers, from 0
     * @param maxCalls how many calls the engine may hold; the box for errands is sized after it
     * @param scoreDelays counts how late its scores are
     */
    LegWorker(int number, int maxCalls, DelayCount scoreDelays) {
        roleName = "leg-worker-" + number;
        this.scoreDelays = scoreDelays;
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

    /** Worker: a score was published of a second whose last frame came then, as {@link System#nanoTime} has it. */
    void scored(long arrivalNs) {
        scoreDelays.note(System.nanoTime() - arrivalNs);
    }

    /** Any thread: how late its scores are. */
    DelayCount scoreDelays() {
        return scoreDelays;
    }

    /** How many calls this worker owns; for choosing the least busy one. */
    int owned() {
        return owned.get();
    }

    @Override
    public int doWork() {
        int work = errands.drain(Runnable::run, ERRANDS_A_ROUND);
        int framesAtOnce = calls.size() < CROWD ? 1 : FRAMES_AT_ONCE;
        keepsUp = true;
        for (int i = calls.size() - 1; i >= 0; i--) {
            LiveCall call = calls.get(i);
            if (isDue(call, framesAtOnce)) {
                int heard = call.drain(FRAMES_A_TURN);
                keepsUp &= heard < FRAMES_A_TURN;
                work += heard;
            }
            if (call.isOver()) {
                calls.remove(i);
                owned.decrementAndGet();
                call.finish();
                work++;
            }
        }
        return keepsUp ? work + hearAgents() : work;
    }

    /** Whether so many frames of a call wait, or one that fills a second. */
    private static boolean isDue(LiveCall call, int frames) {
        int waiting = call.queue().size();
        return waiting >= frames
                || waiting > 0 && call.pipeline().nowMs() % MS_A_SECOND + waiting * MediaTime.FRAME_MS >= MS_A_SECOND;
    }

    @Override
    public long restNs() {
        return keepsUp && calls.size() >= CROWD ? CROWD_REST_NS : 0;
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
