package io.callfuse.engine.asr.feed;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.protocol.AnswerListener;
import io.callfuse.engine.asr.protocol.AnswerReader;
import io.callfuse.engine.asr.protocol.FeedWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recognition process, from its start to its end. One thread feeds it and may be blocked while it does not read; one looks
 * after it and ends it, which frees the other; two of its own read what it says.
 */
final class ServingProcess implements FedLeg.Process {
    private static final Logger LOG = LoggerFactory.getLogger(ServingProcess.class);
    /** Frames under way at most: what the process holds in memory of them is bounded by it. */
    private static final int MOST_UNDER_WAY = 4096;

    private static final int SIGNALLED = 128;
    private static final long KIB_PER_PAGE = 4;
    private static final int RESIDENT_FIELD = 1;

    private final Process process;
    private final FeedWriter feed;
    private final Thread reader;
    private final long startedNs = System.nanoTime();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean ready;
    private volatile long readyNs;
    private volatile long heardNs = startedNs;
    private volatile int busyMs;
    private volatile String lastError = "";
    private volatile String killedBecause = "";

    /**
     * Takes over a process that was just started.
     *
     * @param answers makes the listener to which its answers go, on a thread of their own; readiness, pongs and what is done
     *     this process notes itself first
     */
    ServingProcess(Process process, int number, Function<ServingProcess, AnswerListener> answers) {
        this.process = process;
        feed = new FeedWriter(process.getOutputStream());
        AnswerListener listener = new Noting(answers.apply(this));
        reader = daemon("recognition-hear-" + number, () -> read(listener));
        daemon("recognition-err-" + number, this::readErrors).start();
        reader.start();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void read(AnswerListener listener) {
        AnswerReader answers = new AnswerReader(process.getInputStream());
        try {
            boolean more;
            do {
                more = answers.next(listener);
            } while (more);
        } catch (IOException | RuntimeException garbled) {
            kill("its answers end: " + garbled.getMessage());
        }
    }

    private void readErrors() {
        try (BufferedReader errors =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = errors.readLine()) != null) {
                LOG.debug("recognition says: {}", line);
                // Kaldi tells the reason first, and then where in its code it was.
                if (line.contains("ERROR") || !line.isBlank() && !lastError.contains("ERROR")) {
                    lastError = line.strip();
                }
            }
        } catch (IOException end) {
            LOG.debug("recognition says no more: {}", end.getMessage());
        }
    }

    @Override
    public FeedWriter feed() {
        return feed;
    }

    @Override
    public boolean hasRoom() {
        return underWay.get() < MOST_UNDER_WAY;
    }

    @Override
    public void sent() {
        underWay.incrementAndGet();
    }

    /** Whether it has something to recognise. */
    boolean isBusy() {
        return underWay.get() > 0;
    }

    /** Whether it has loaded its model. */
    boolean isReady() {
        return ready;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** How long it has been there, ns. */
    long ageNs(long nowNs) {
        return nowNs - startedNs;
    }

    /** How long it has served, ns; 0 if it never did. */
    long servedNs(long nowNs) {
        return ready ? nowNs - readyNs : 0;
    }

    /** How long ago it said anything, ns. */
    long silentNs(long nowNs) {
        return nowNs - heardNs;
    }

    /** Begins to count its silence anew. */
    void excuse(long nowNs) {
        heardNs = nowNs;
    }

    /** How long it has been at work on one piece of audio, as it said last, ms. */
    int busyMs() {
        return busyMs;
    }

    /** Memory it holds, MiB; 0 if that cannot be told. */
    long residentMiB() {
        try {
            String[] pages = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm"))
                    .split(" ");
            return Long.parseLong(pages[RESIDENT_FIELD]) * KIB_PER_PAGE / 1024;
        } catch (IOException | NumberFormatException gone) {
            return 0;
        }
    }

    /** Ends it, even one that is stopped; the first reason counts. Any thread, never blocks. */
    void kill(String because) {
        if (killedBecause.isEmpty()) {
            killedBecause = because;
        }
        // By its handle: the process itself would close pipes, and wait for whoever is blocked in them.
        process.toHandle().destroyForcibly();
    }

    /** After its end: waits until its last answers were read. */
    void drain() throws InterruptedException {
        reader.join(TimeUnit.SECONDS.toMillis(1));
    }

    /** After its end: how it came. */
    String fate() {
        if (!killedBecause.isEmpty()) {
            return killedBecause;
        }
        int status = process.exitValue();
        String how = status > SIGNALLED ? "signal " + (status - SIGNALLED) : "exit status " + status;
        return lastError.isEmpty() ? how : how + ": " + lastError;
    }

    /** Notes what concerns the process itself, and passes everything on. */
    private final class Noting implements AnswerListener {
        private final AnswerListener next;

        Noting(AnswerListener next) {
            this.next = next;
        }

        @Override
        public void ready(int loadedInMs) {
            readyNs = System.nanoTime();
            heardNs = readyNs;
            ready = true;
            next.ready(loadedInMs);
        }

        @Override
        public void pong(long number, int busy) {
            heardNs = System.nanoTime();
            busyMs = busy;
            next.pong(number, busy);
        }

        @Override
        public void done(int leg, long stamp) {
            underWay.decrementAndGet();
            next.done(leg, stamp);
        }

        @Override
        public void words(int leg, Revision revision) {
            next.words(leg, revision);
        }
    }
}
