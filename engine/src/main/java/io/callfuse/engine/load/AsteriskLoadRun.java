package io.callfuse.engine.load;

import io.callfuse.engine.lab.Lab;
import io.callfuse.engine.lab.LabCallers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run through a real Asterisk: lets callers call, more with each step, measures, and lets all speak to their end. One thread. */
final class AsteriskLoadRun {
    private static final long TURN_MS = 100;
    private static final long PATIENCE_MS = 30_000;

    /** The last caller's goodbye, his call's report, and what Asterisk says of both. */
    private static final long SETTLED_WITHIN_MS = 20_000;

    /** So many of the callers must be there when a step is measured: one who has hung up is not followed at once. */
    private static final double ENOUGH = 0.9;

    private static final double BYTES_A_MIB = 1 << 20;

    private final LoadPlan plan;
    private final List<SpokenCall> spoken;
    private final AsteriskCalls calls;
    private final List<AsteriskWindow> windows;
    private final LoadProgress progress;
    private final List<LabCallers> groups = new ArrayList<>();
    private final List<AsteriskStep> steps = new ArrayList<>();
    private final long beganNs = System.nanoTime();
    private EngineProcess engine;
    private Lab lab;

    AsteriskLoadRun(
            LoadPlan plan,
            List<SpokenCall> spoken,
            AsteriskCalls calls,
            List<AsteriskWindow> windows,
            LoadProgress progress) {
        this.plan = plan;
        this.spoken = spoken;
        this.calls = calls;
        this.windows = windows;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @param stage an Asterisk that is up
     * @param under an engine that serves it
     * @param folder with what the callers speak
     * @param extension that they call
     */
    AsteriskLoadResult run(Lab stage, EngineProcess under, Path folder, String extension)
            throws IOException, InterruptedException {
        lab = stage;
        engine = under;
        int there = 0;
        for (int target : plan.ramp()) {
            if (target > there) {
                groups.add(lab.callers(folder, extension, target - there, plan.rate(), 1 + there % spoken.size()));
                there = target;
            }
            step(target);
        }
        letSpeakOn();
        double speech = spoken.stream()
                .mapToDouble(call -> call.recorded().offline().speechSeconds())
                .sum();
        double all =
                spoken.stream().mapToDouble(call -> call.recorded().frames()).sum() / 50;
        return new AsteriskLoadResult(plan, spoken.size(), speech / all, steps, calls.figures(failed()));
    }

    private void step(int target) throws IOException, InterruptedException {
        long patienceMs = (long) (1000 * target / plan.rate()) + PATIENCE_MS;
        long beganMs = elapsedMs();
        while (running() < ENOUGH * target && elapsedMs() - beganMs < patienceMs) {
            turn("calling: " + running() + " of " + target);
        }
        if (running() < ENOUGH * target) {
            calls.fault("only " + running() + " of " + target + " callers were there after " + patienceMs / 1000
                    + " s; " + complaint());
        }
        wait(steps.isEmpty() ? plan.warmUp() : LoadPlan.SETTLE, target + " calls, settling");
        Use before = use();
        long fromNs = System.nanoTime();
        AsteriskWindow window =
                new AsteriskWindow(target, fromNs, fromNs + plan.stepTime().toNanos());
        windows.add(window);
        wait(plan.stepTime(), target + " calls");
        Use after = use();
        steps.add(window.figures(
                after.begun - before.begun,
                after.failed - before.failed,
                engineUse(window, before, after),
                after.cores(before, use -> use.asterisk),
                after.cores(before, use -> use.sipp)));
    }

    /** What everybody had used at a moment. */
    private record Use(ProcessReading engine, long atNs, long asterisk, long sipp, long begun, long failed) {
        double cores(Use before, java.util.function.ToLongFunction<Use> cpu) {
            return (cpu.applyAsLong(this) - cpu.applyAsLong(before)) / (double) (atNs - before.atNs);
        }
    }

    private Use use() throws IOException {
        long sipp = 0;
        long begun = 0;
        for (LabCallers group : groups) {
            sipp += group.isOver() ? 0 : ProcessReading.of(group.pid()).cpuNs();
            begun += group.counts().begun();
        }
        long asterisk = ProcessReading.of(lab.asteriskPid()).cpuNs();
        return new Use(engine.reading(), System.nanoTime(), asterisk, sipp, begun, failed());
    }

    private EngineUse engineUse(AsteriskWindow window, Use before, Use after) throws IOException {
        List<CollectorPause> pauses = engine.pauses().stream()
                .filter(pause -> pause.atNs() - window.fromNs() >= 0 && pause.atNs() - window.toNs() < 0)
                .toList();
        return new EngineUse(
                after.cores(before, use -> use.engine.cpuNs()),
                after.engine.residentBytes() / BYTES_A_MIB,
                after.engine.threads(),
                after.engine.descriptors(),
                pauses.size(),
                pauses.stream().mapToDouble(CollectorPause::ms).max().orElse(0),
                pauses.stream().mapToDouble(CollectorPause::ms).sum());
    }

    /** Nobody is cut off, so that every decision can be compared. */
    private void letSpeakOn() throws IOException, InterruptedException {
        for (LabCallers group : groups) {
            group.callNoMore();
        }
        long longestMs = spoken.stream().mapToLong(SpokenCall::durationMs).max().orElse(0);
        long untilMs = elapsedMs() + longestMs + SETTLED_WITHIN_MS;
        while (elapsedMs() < untilMs && !(groups.stream().allMatch(LabCallers::isOver) && calls.isSettled())) {
            turn(running() + " callers speak to their end");
        }
        if (failed() > 0) {
            calls.fault(failed() + " calls failed; " + complaint());
        }
    }

    private long running() throws IOException {
        long running = 0;
        for (LabCallers group : groups) {
            running += group.isOver() ? 0 : group.counts().running();
        }
        return running;
    }

    private long failed() throws IOException {
        long failed = 0;
        for (LabCallers group : groups) {
            failed += group.counts().failed();
        }
        return failed;
    }

    private String complaint() throws IOException {
        for (LabCallers group : groups) {
            String complaint = group.complaint();
            if (!complaint.isEmpty()) {
                return "SIPp: " + complaint;
            }
        }
        return "SIPp does not say why";
    }

    private void wait(Duration time, String what) throws InterruptedException {
        long untilMs = elapsedMs() + time.toMillis();
        while (elapsedMs() < untilMs) {
            turn(what);
        }
    }

    private void turn(String what) throws InterruptedException {
        Thread.sleep(TURN_MS);
        long longestMs = spoken.stream().mapToLong(SpokenCall::durationMs).max().orElse(0);
        int left = plan.ramp().size() - steps.size();
        progress.at(
                elapsedMs(),
                elapsedMs() + left * plan.stepTime().plus(LoadPlan.SETTLE).toMillis() + longestMs,
                what);
    }

    private long elapsedMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
    }
}
