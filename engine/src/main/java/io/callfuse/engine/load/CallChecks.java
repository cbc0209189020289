package io.callfuse.engine.load;

import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compares what the engine says of each call with what it should: score by score as they come, and all of it at the end. One thread
 * tells, any thread asks.
 */
final class CallChecks implements EngineTelling.Calls, AutoCloseable {
    private static final int MS_A_SECOND = 1000;
    private static final int FAULTS_KEPT = 20;
    private static final double TENTHS = 10;

    private final OfflineJudge judge;
    private final List<StepWindow> windows;
    private final Witness witness;
    private final Map<CallId, Check> open = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong wrongCalls = new AtomicLong();
    private final AtomicLong tripped = new AtomicLong();
    private final AtomicLong analysedFrames = new AtomicLong();
    private final AtomicLong sentFrames = new AtomicLong();

    /** Of each label how many calls were sent to their end, and in how many of them the fuse tripped. */
    private final Map<String, long[]> labels = new ConcurrentSkipListMap<>();

    /** Of a call that was cut off it takes a moment to say what should have come of it. */
    private final ExecutorService comparing = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "load-checks");
        thread.setDaemon(true);
        return thread;
    });

    /** Who tells of the scores. */
    enum Witness {
        /** The engine's own process, each of them, to the bit. */
        ENGINE,

        /** Its event stream, to a tenth; one that is replaced by the next before it is told is none that is missing. */
        EVENT_STREAM
    }

    /** A call and what was lost of it so far. */
    private static final class Check {
        private final RunningCall call;
        private long dropped;
        private long gaps;
        private int seconds;

        Check(RunningCall call) {
            this.call = call;
        }
    }

    CallChecks(OfflineJudge judge, List<StepWindow> windows, Witness witness) {
        this.judge = judge;
        this.windows = windows;
        this.witness = witness;
    }

    /** Any thread, before its first frame: a call begins. */
    void begins(RunningCall call) {
        open.put(call.id(), new Check(call));
    }

    @Override
    public void scored(CallId id, long atMs, double score, MediaCounters frames, long arrivedNs, long publishedNs) {
        Check check = open.get(id);
        if (check == null) {
            return;
        }
        int second = (int) (atMs / MS_A_SECOND);
        long dueNs = check.call.dueNs(second * MediaTime.FRAMES_PER_SECOND - 1);
        double[] expected = check.call.recorded().offline().scores();
        // Of a call that has lost a frame before, every score may be another, by no fault of this second.
        boolean comparable = check.dropped + check.gaps == 0;
        boolean different = comparable && (second > expected.length || !same(expected[second - 1], score));
        StepWindow window = StepWindow.at(windows, dueNs);
        if (window != null) {
            window.scored(publishedNs - dueNs, different);
            window.lost(frames.droppedFrames() - check.dropped, frames.gapFrames() - check.gaps);
        }
        if (witness == Witness.EVENT_STREAM) {
            skip(check, second);
        }
        check.seconds = second;
        check.call.heard(second);
        check.dropped = frames.droppedFrames();
        check.gaps = frames.gapFrames();
    }

    private boolean same(double expected, double score) {
        return witness == Witness.ENGINE
                ? Double.doubleToLongBits(expected) == Double.doubleToLongBits(score)
                : Math.round(expected * TENTHS) == Math.round(score * TENTHS);
    }

    /** What was not told of before this second will not be told. */
    private void skip(Check check, int second) {
        for (int skipped = check.seconds + 1; skipped < second; skipped++) {
            StepWindow window = StepWindow.at(windows, check.call.dueNs(skipped * MediaTime.FRAMES_PER_SECOND - 1));
            if (window != null) {
                window.scoreIsNotDue();
            }
        }
    }

    /** In which it is counted. */
    List<StepWindow> windows() {
        return windows;
    }

    @Override
    public void ended(CallId id, String fingerprint, boolean fuseTripped, MediaCounters frames) {
        Check check = open.get(id);
        if (check != null) {
            if (witness == Witness.EVENT_STREAM) {
                skip(check, check.call.framesSent() / MediaTime.FRAMES_PER_SECOND + 1);
            }
            comparing.execute(() -> compare(check.call, fingerprint, fuseTripped, frames));
        }
    }

    private void compare(RunningCall call, String fingerprint, boolean fuseTripped, MediaCounters frames) {
        if (open.remove(call.id()) == null) {
            return;
        }
        int sent = call.framesSent();
        calls.incrementAndGet();
        sentFrames.addAndGet(sent);
        analysedFrames.addAndGet(frames.audioFrames());
        if (fuseTripped) {
            tripped.incrementAndGet();
        }
        if (sent == call.recorded().frames()) {
            call.recorded()
                    .label()
                    .ifPresent(label -> labels.merge(label.text(), new long[] {1, fuseTripped ? 1 : 0}, (all, one) ->
                            new long[] {all[0] + 1, all[1] + one[1]}));
        }
        String what = faultOf(call, sent, fingerprint, frames);
        if (!what.isEmpty()) {
            wrong(call, what);
        }
    }

    private String faultOf(RunningCall call, int sent, String fingerprint, MediaCounters frames) {
        if (!call.fault().isEmpty()) {
            return call.fault();
        }
        if (frames.audioFrames() != sent || frames.droppedFrames() > 0 || frames.gapFrames() > 0) {
            return sent + " frames were sent; " + frames.audioFrames() + " heard, " + frames.droppedFrames()
                    + " dropped, " + frames.gapFrames() + " missing in the stream";
        }
        return judge.of(call.recorded(), sent).fingerprint().equals(fingerprint)
                ? ""
                : "scores or decisions are not those of the offline analysis";
    }

    /** Any thread: this call could not be made, or not be sent to its end. */
    void failed(RunningCall call, String why) {
        if (open.remove(call.id()) != null) {
            calls.incrementAndGet();
            sentFrames.addAndGet(call.framesSent());
            wrong(call, why);
        }
    }

    /** Any thread: a call could not be begun. */
    void notBegun(RecordedCall recorded, String why) {
        calls.incrementAndGet();
        wrongCalls.incrementAndGet();
        fault(recorded.name() + " could not be begun: " + why);
    }

    /** Any thread: of this call nothing was sent, so that over RTP the engine does not know of it. */
    void withdraw(RunningCall call) {
        open.remove(call.id());
    }

    private void wrong(RunningCall call, String what) {
        wrongCalls.incrementAndGet();
        fault(call.recorded().name() + " (call " + call.id() + "): " + what);
    }

    /** Any thread: something went wrong; the first twenty are kept. */
    @Override
    public void fault(String line) {
        if (faults.size() < FAULTS_KEPT) {
            faults.add(line);
        }
    }

    /** Waits until the engine has reported every call; those of which it does not are wrong. */
    void awaitAll(long withinMs) throws InterruptedException {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        while (!open.isEmpty() && System.nanoTime() - untilNs < 0) {
            Thread.sleep(20);
        }
        for (Check check : List.copyOf(open.values())) {
            failed(check.call, "the engine gave no report of it");
        }
    }

    @Override
    public void close() {
        comparing.shutdownNow();
    }

    /** What came of all calls. */
    CallFigures figures() {
        return new CallFigures(
                calls.get(),
                wrongCalls.get(),
                tripped.get(),
                sentFrames.get(),
                analysedFrames.get(),
                labels.entrySet().stream()
                        .map(label -> new LabelFigures(label.getKey(), label.getValue()[0], label.getValue()[1]))
                        .toList(),
                List.copyOf(faults));
    }
}
