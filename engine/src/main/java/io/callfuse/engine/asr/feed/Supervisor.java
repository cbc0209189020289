package io.callfuse.engine.asr.feed;

import io.callfuse.engine.asr.protocol.AnswerListener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a recognition process alive: starts it, notices that it ended, hangs or grows too big, and starts another. Stepped by one
 * thread, which never blocks for longer than a process takes to start.
 */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long LOOK_AT_MEMORY_EVERY_NS = 1_000_000_000L;

    private final ProcessCommand command;
    private final RecognitionLimits limits;
    private final int maxMemoryMiB;
    private final Function<ServingProcess, AnswerListener> answers;
    private final RestartPause pause;
    private final AtomicLong ends = new AtomicLong();
    private volatile ServingProcess serving;
    private ServingProcess process;
    private int started;
    private long endedNs;
    private long memoryReadNs;
    private long steppedNs = System.nanoTime();
    private String lastFault = "";
    private volatile String lastEnd = "";

    /** @param answers makes the listener for the answers of each process */
    Supervisor(ProcessCommand command, RecognitionSettings settings, Function<ServingProcess, AnswerListener> answers) {
        this.command = command;
        this.answers = answers;
        limits = settings.limits();
        maxMemoryMiB = settings.maxMemoryMiB();
        pause = new RestartPause(limits, System.nanoTime());
    }

    /** The process that recognises, or null while there is none. Any thread. */
    ServingProcess serving() {
        return serving;
    }

    /** How often a process has ended that nobody had asked to. Any thread. */
    long ends() {
        return ends.get();
    }

    /** Looks after the process once. */
    void step(long nowNs) throws InterruptedException {
        if (process != null && nowNs - steppedNs > limits.stalledAfter().toNanos() / 2) {
            // Whoever was not there himself cannot say that nobody answered.
            process.excuse(nowNs);
        }
        steppedNs = nowNs;
        if (process == null) {
            if (pause.mayStart(nowNs)) {
                start(nowNs);
            }
        } else if (!process.isAlive()) {
            bury(nowNs);
        } else if (!process.isReady()) {
            if (process.ageNs(nowNs) > limits.readyWithin().toNanos()) {
                process.kill(
                        "the model was not loaded in " + limits.readyWithin().toSeconds() + " s");
            }
        } else {
            if (serving == null) {
                serve(nowNs);
            }
            examine(nowNs);
        }
    }

    private void start(long nowNs) {
        try {
            process = new ServingProcess(command.start(), started++, answers);
        } catch (IOException impossible) {
            failed(false, Duration.ZERO, impossible.getMessage(), nowNs);
        }
    }

    private void serve(long nowNs) {
        if (ends.get() > 0) {
            LOG.info(
                    "recognition hears words again after {} ms (process {})",
                    (nowNs - endedNs) / 1_000_000,
                    process.pid());
        } else {
            LOG.info("recognition hears words (process {})", process.pid());
        }
        lastFault = "";
        serving = process;
    }

    private void examine(long nowNs) {
        if (process.silentNs(nowNs) > limits.stalledAfter().toNanos()) {
            process.kill("no answer for " + limits.stalledAfter().toMillis() + " ms");
        } else if (process.busyMs() > limits.stuckAfter().toMillis()) {
            process.kill("at work on one piece of audio for " + process.busyMs() + " ms");
        } else if (nowNs - memoryReadNs > LOOK_AT_MEMORY_EVERY_NS) {
            memoryReadNs = nowNs;
            long residentMiB = process.residentMiB();
            if (residentMiB > maxMemoryMiB) {
                process.kill("it holds " + residentMiB + " MiB of memory, " + maxMemoryMiB + " are allowed");
            }
        }
    }

    private void bury(long nowNs) throws InterruptedException {
        process.drain();
        serving = null;
        String fate = process.fate();
        boolean served = process.isReady();
        Duration lived = Duration.ofNanos(process.servedNs(nowNs));
        process = null;
        failed(served, lived, fate, nowNs);
    }

    /** How the last process ended that nobody had asked to; empty if none did. Any thread. */
    String lastEnd() {
        return lastEnd;
    }

    private void failed(boolean served, Duration lived, String fate, long nowNs) {
        lastEnd = fate;
        if (ends.getAndIncrement() == 0 || served) {
            endedNs = nowNs;
        }
        boolean givenUp = pause.ended(served, lived, fate, nowNs);
        if (givenUp) {
            LOG.error(
                    "recognition ends again and again ({}): left alone for {} s; calls are scored without words",
                    fate,
                    limits.givenUpFor().toSeconds());
        } else if (!fate.equals(lastFault)) {
            LOG.warn("recognition has ended ({}); starting again, calls are scored without words meanwhile", fate);
        }
        lastFault = fate;
    }

    /** Ends the process for good. */
    void close() {
        serving = null;
        if (process != null) {
            process.kill("the engine stops");
        }
    }
}
