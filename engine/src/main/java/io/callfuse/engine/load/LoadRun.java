package io.callfuse.engine.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** One run of a plan: starts the engine, sends the calls, measures step after step, and ends everything. One thread. */
final class LoadRun {
    private static final long TURN_MS = 50;
    private static final long SAMPLE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LAST_FRAMES = Duration.ofMillis(500);

    /** A score that is later than this has not come: an engine so far behind does not serve its callers. */
    private static final long LAST_SCORES_NS = TimeUnit.SECONDS.toNanos(10);

    private static final long REPORTS_WITHIN_MS = 60_000;
    private static final long PATIENCE_MS = 30_000;
    private static final double NS_A_SECOND = 1e9;
    private static final double BYTES_A_MIB = 1 << 20;

    private final LoadPlan plan;
    private final List<RecordedCall> recordings;
    private final LoadProgress progress;
    private final List<StepWindow> windows;
    private final List<StepFigures> steps = new ArrayList<>();
    private final List<LoadSample> samples = new ArrayList<>();
    private final CallChecks checks;
    private TestedEngine engine;
    private LoadSender sender;
    private Dialler dialler;
    private long beganNs;
    private ProcessReading sampled;

    /** How there comes to be an engine. */
    interface EngineUnderLoad {
        /** @param calls told what it says */
        TestedEngine begin(EngineTelling.Calls calls) throws IOException, InterruptedException;
    }

    LoadRun(LoadPlan plan, List<RecordedCall> recordings, CallChecks checks, LoadProgress progress) {
        this.plan = plan;
        this.recordings = recordings;
        this.progress = progress;
        this.checks = checks;
        windows = checks.windows();
    }

    /**
     * Runs it.
     *
     * @param under the engine
     * @param most calls that may be tried
     * @throws IOException if the engine does not come up, or ends
     */
    LoadResult run(EngineUnderLoad under, int most) throws IOException, InterruptedException {
        KneeSearch knee = new KneeSearch(plan.calls(), most);
        try (checks) {
            engine = under.begin(checks);
            try (TestedEngine closing = engine) {
                beganNs = System.nanoTime();
                sampled = closing.reading();
                send(knee);
            }
            checks.awaitAll(1);
        }
        double speech = recordings.stream()
                .mapToDouble(call -> call.offline().speechSeconds())
                .sum();
        double all = recordings.stream().mapToDouble(RecordedCall::frames).sum() / 50;
        return new LoadResult(
                plan,
                recordings.size(),
                speech / all,
                steps,
                checks.figures(),
                plan.findKnee() ? OptionalInt.of(knee.found()) : OptionalInt.empty(),
                knee.broke(),
                samples);
    }

    private void send(KneeSearch knee) throws IOException, InterruptedException {
        try (LoadSender sending = new LoadSender(windows, this::sent)) {
            sender = sending;
            sending.start();
            try (Dialler dialling = new Dialler(recordings, engine, sending, checks, plan)) {
                dialler = dialling;
                dialling.start();
                if (plan.findKnee()) {
                    while (knee.next() > 0) {
                        int calls = knee.next();
                        StepFigures figures = step(calls, true);
                        knee.tried(calls, figures.holds(plan.limitMs()));
                    }
                } else {
                    for (int calls : plan.ramp()) {
                        step(calls, false);
                    }
                }
                dialling.keep(0);
            }
            sending.end(sending.running());
        }
        checks.awaitAll(REPORTS_WITHIN_MS);
    }

    /** A call whose sending broke off will not be reported as it should. */
    private void sent(RunningCall call) {
        if (!call.fault().isEmpty()) {
            checks.failed(call, call.fault());
        } else if (call.framesSent() == 0) {
            checks.withdraw(call);
        }
    }

    private StepFigures step(int calls, boolean searching) throws IOException, InterruptedException {
        boolean again = !steps.isEmpty() && steps.get(steps.size() - 1).calls() == calls;
        dialler.keep(calls);
        long patienceMs = (long) (1000 * calls / plan.rate()) + PATIENCE_MS;
        for (long waitedMs = 0; sender.running() < calls && waitedMs < patienceMs; waitedMs += TURN_MS) {
            turn("calling: " + sender.running() + " of " + calls);
        }
        if (sender.running() < calls) {
            checks.fault("only " + sender.running() + " of " + calls + " calls could be begun");
        }
        if (!again) {
            wait(steps.isEmpty() ? plan.warmUp() : LoadPlan.SETTLE, calls + " calls, warming up");
        }
        ProcessReading before = engine.reading();
        long fromNs = System.nanoTime();
        StepWindow window =
                new StepWindow(calls, fromNs, fromNs + plan.windowTime().toNanos());
        windows.add(window);
        wait(plan.windowTime(), calls + " calls");
        ProcessReading after = engine.reading();
        wait(LAST_FRAMES, calls + " calls");
        // Not to count scores that come late would make an engine that is behind look quick.
        long untilNs = System.nanoTime() + LAST_SCORES_NS;
        while (window.isScoreOutstanding() && System.nanoTime() - untilNs < 0) {
            turn(calls + " calls, waiting for scores");
        }
        StepFigures figures = window.figures(use(window, before, after));
        steps.add(figures);
        if (searching && !figures.holds(plan.limitMs())) {
            // What waits in the engine's sockets must not be the next step's.
            dialler.keep(calls / 4);
            wait(LoadPlan.SETTLE, "recovering");
        }
        return figures;
    }

    private EngineUse use(StepWindow window, ProcessReading before, ProcessReading after) throws IOException {
        List<CollectorPause> pauses = engine.pauses().stream()
                .filter(pause -> pause.atNs() - window.fromNs() >= 0 && pause.atNs() - window.toNs() < 0)
                .toList();
        return new EngineUse(
                (after.cpuNs() - before.cpuNs()) / (double) (after.atNs() - before.atNs()),
                after.residentBytes() / BYTES_A_MIB,
                after.threads(),
                after.descriptors(),
                pauses.size(),
                pauses.stream().mapToDouble(CollectorPause::ms).max().orElse(0),
                pauses.stream().mapToDouble(CollectorPause::ms).sum());
    }

    private void wait(Duration time, String what) throws IOException, InterruptedException {
        long untilNs = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - untilNs < 0) {
            turn(what);
        }
    }

    private void turn(String what) throws IOException, InterruptedException {
        Thread.sleep(TURN_MS);
        long nowNs = System.nanoTime();
        if (nowNs - sampled.atNs() < SAMPLE_NS) {
            return;
        }
        ProcessReading now = engine.reading();
        samples.add(new LoadSample(
                (now.atNs() - beganNs) / NS_A_SECOND,
                sender.running(),
                (now.cpuNs() - sampled.cpuNs()) / (double) (now.atNs() - sampled.atNs()),
                now.residentBytes() / BYTES_A_MIB,
                now.threads(),
                now.descriptors()));
        sampled = now;
        long doneMs = TimeUnit.NANOSECONDS.toMillis(nowNs - beganNs);
        int left = plan.findKnee() ? 2 : plan.ramp().size() - steps.size();
        long leftMs = left * plan.windowTime().plus(LoadPlan.SETTLE).toMillis();
        progress.at(doneMs, doneMs + leftMs, what);
    }
}
