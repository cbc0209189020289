package io.callfuse.engine.cli.demo;

import io.callfuse.engine.Engine;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.recording.RecordingException;
import io.callfuse.engine.lab.CallerChannel;
import io.callfuse.engine.lab.Lab;
import io.callfuse.engine.lab.LabException;
import io.callfuse.engine.policy.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets callers speak recordings into a real Asterisk, several at once and in real time, and looks there where they are. One
 * thread.
 */
public final class AsteriskRun {
    private static final int AT_ONCE = 8;
    private static final long LOOK_AGAIN_MS = 250;
    private static final long REPORTS_WITHIN_MS = 15_000;

    private final Engine engine;
    private final Lab lab;
    private final Deque<LabCaller> waiting = new ArrayDeque<>();
    private final List<LabCaller> speaking = new ArrayList<>();
    private final List<LabCaller> callers = new ArrayList<>();
    private final List<StagedCall> staged = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long totalMs;

    /** Begins a run with an engine and a lab that are both up. */
    public AsteriskRun(Engine engine, Lab lab) {
        this.engine = engine;
        this.lab = lab;
    }

    /**
     * Adds the callers; a recording that cannot be read is a failure, and the others call nevertheless.
     *
     * @param target where upset callers are moved
     * @param work an existing directory for what they say
     */
    public void add(List<Path> recordings, Route target, Path work) {
        for (Path recording : recordings) {
            int number = callers.size() + failures.size() + 1;
            try {
                MuLawFile speech = MuLawFile.write(recording, work.resolve("caller-" + number + ".ul"));
                LabCaller caller = new LabCaller(recording, speech, extension(number), target);
                callers.add(caller);
                waiting.add(caller);
                totalMs += speech.durationMs();
            } catch (RecordingException | IOException e) {
                failures.add(e);
            }
        }
    }

    /** The lab's extension that watches a caller, lets him wait in a queue, and asks an engine on these ports. */
    private String extension(int number) {
        return "queue-" + engine.agiAddress().getPort() + "-"
                + engine.audioSocketAddress().getPort() + "-" + number;
    }

    /**
     * How far it has come.
     *
     * @param heardMs media time analysed so far, of all calls together
     * @param moved how many callers Asterisk has seen where upset callers go
     */
    public record Progress(long heardMs, long moved) {}

    /** Lets everybody call and returns when the last has hung up and all are reported. */
    public void run(Consumer<Progress> progress) throws LabException, InterruptedException {
        while (!waiting.isEmpty() || !speaking.isEmpty()) {
            while (!waiting.isEmpty() && speaking.size() < AT_ONCE) {
                LabCaller next = waiting.remove();
                next.begin(lab);
                speaking.add(next);
            }
            look();
            progress.accept(progress());
            speaking.removeIf(LabCaller::isOver);
            Thread.sleep(LOOK_AGAIN_MS);
        }
        awaitReports();
        for (LabCaller caller : callers) {
            try {
                staged.add(caller.result(engine));
            } catch (IOException e) {
                failures.add(e);
            }
        }
    }

    private void look() throws LabException, InterruptedException {
        for (CallerChannel channel : lab.callers()) {
            if (speaking.stream().noneMatch(caller -> caller.seen(channel))) {
                join(channel);
            }
        }
    }

    /** Finds out whose channel this is; the dialplan notes what he called, and the engine's name for the call. */
    private void join(CallerChannel channel) throws LabException, InterruptedException {
        Map<String, String> variables = lab.variablesOf(channel);
        String called = Lab.calledOf(variables);
        String id = variables.getOrDefault("CALLFUSE_ID", "");
        if (!id.isEmpty()) {
            speaking.stream()
                    .filter(caller -> caller.extension().equals(called))
                    .forEach(caller -> caller.joined(channel, CallId.parse(id)));
        }
    }

    private Progress progress() {
        return new Progress(
                callers.stream().mapToLong(caller -> caller.heardMs(engine)).sum(),
                callers.stream()
                        .filter(caller -> caller.track().movedAfterSeconds().isPresent())
                        .count());
    }

    private void awaitReports() throws InterruptedException {
        long endNs = System.nanoTime() + REPORTS_WITHIN_MS * 1_000_000;
        while (System.nanoTime() < endNs && !callers.stream().allMatch(caller -> caller.isSettled(engine))) {
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    /** Length of all that is said, ms. */
    public long totalMs() {
        return totalMs;
    }

    /** The calls that were made and reported, in the order of the recordings. */
    public List<StagedCall> staged() {
        return List.copyOf(staged);
    }

    /** What became of the others. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }
}
