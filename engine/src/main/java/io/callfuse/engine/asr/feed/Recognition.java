package io.callfuse.engine.asr.feed;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.model.ModelOverlay;
import io.callfuse.engine.asr.protocol.AnswerListener;
import io.callfuse.engine.queue.Mailbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognition of all legs, in a process of its own.
 *
 * <pre>
 *   leg's worker --&gt; SpeechGate --&gt; FrameQueue --&gt; Feeder ==stdin==&gt; RecognitionProcess
 *   leg's worker &lt;-- Mailbox &lt;------------------- reader &lt;==stdout==   (killed, replaced: Supervisor)
 * </pre>
 *
 * <p>Whatever becomes of the process, nobody here waits for it: the legs go on without words, and it is counted what was lost.
 * Started once and closed once; {@link #open} is for any thread.
 */
public final class Recognition implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recognition.class);
    private static final long FEED_IDLE_NS = 4_000_000;
    private static final long WATCH_EVERY_NS = 25_000_000;
    private static final long LOOK_EVERY_MS = 10;
    private static final int OPENED_AT_ONCE = 4096;

    private final Path workFolder;
    private final Supervisor supervisor;
    private final Feeder feeder;
    private final DelayMeter delay = new DelayMeter();
    private final Map<Integer, LegRecognition> legs = new ConcurrentHashMap<>();
    private final Mailbox<LegRecognition> opened = new Mailbox<>(OPENED_AT_ONCE);
    private final Map<String, Long> ofClosedLegs = new LinkedHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean running = true;

    /** How long recognition took, ms: from when a frame was known to be speech until its words were known. */
    public record Delay(long medianMs, long p95Ms, long longestMs) {}

    private interface Step {
        boolean run() throws InterruptedException;
    }

    private Recognition(ProcessCommand command, RecognitionSettings settings, Path workFolder) {
        this.workFolder = workFolder;
        supervisor = new Supervisor(command, settings, Answers::new);
        feeder = new Feeder(supervisor::serving, delay, settings, this::gone);
        threads = List.of(
                new Thread(() -> repeat(this::watch, WATCH_EVERY_NS), "recognition-watch"),
                new Thread(() -> repeat(this::feed, FEED_IDLE_NS), "recognition-feed"));
    }

    /**
     * Starts to recognise; does not wait until the model is loaded.
     *
     * @throws IOException if this machine has no room or is of the wrong kind; one line
     */
    public static Recognition start(RecognitionSettings settings) throws IOException {
        Path folder = Files.createTempDirectory("callfuse-recognition-");
        boolean started = false;
        try {
            NativeLibraries.unpack(folder);
            Recognition recognition = start(
                    ProcessCommand.ofThisJar(
                            ModelOverlay.lay(settings.model(), folder.resolve("model"), settings.quickPartials()),
                            settings.threads(),
                            folder),
                    settings,
                    folder);
            started = true;
            return recognition;
        } finally {
            if (!started) {
                delete(folder);
            }
        }
    }

    /** @param workFolder goes with it when it is closed */
    static Recognition start(ProcessCommand command, RecognitionSettings settings, Path workFolder) {
        Recognition recognition = new Recognition(command, settings, workFolder);
        recognition.threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        return recognition;
    }

    /**
     * Begins to recognise a leg.
     *
     * @param lagFrames how many frames ago the frame lies on which the verdict is that {@link LegRecognition#hear} gets
     */
    public LegRecognition open(int lagFrames) {
        LegRecognition leg = new LegRecognition(numbers.incrementAndGet(), lagFrames);
        legs.put(leg.number(), leg);
        if (!opened.offer(leg)) {
            LOG.warn("too many legs begin at once: one has no words");
            legs.remove(leg.number());
        }
        return leg;
    }

    /** Whether words are heard at present. */
    public boolean isUp() {
        return supervisor.serving() != null;
    }

    /** Waits until words are heard; false if that took longer. */
    public boolean awaitUp(Duration atMost) throws InterruptedException {
        long untilNs = System.nanoTime() + atMost.toNanos();
        while (!isUp() && System.nanoTime() - untilNs < 0) {
            Thread.sleep(LOOK_EVERY_MS);
        }
        return isUp();
    }

    /**
     * Waits until words are heard, or a process that was to hear them has ended.
     *
     * @throws IOException if one has ended: how, in one line
     */
    public void requireUp() throws IOException, InterruptedException {
        while (!isUp()) {
            if (supervisor.ends() > 0) {
                throw new IOException("recognition ends at once: " + supervisor.lastEnd());
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    /** The number of the process that serves at present; empty while none does. */
    public OptionalLong pid() {
        ServingProcess serving = supervisor.serving();
        return serving == null ? OptionalLong.empty() : OptionalLong.of(serving.pid());
    }

    /** Memory that the process holds, MiB; 0 while there is none. */
    public long residentMiB() {
        ServingProcess serving = supervisor.serving();
        return serving == null ? 0 : serving.residentMiB();
    }

    /** How many frames of speech are not recognised yet, of all legs; exact only while nothing moves. */
    public long waitingFrames() {
        return legs.values().stream().mapToLong(LegRecognition::waitingFrames).sum();
    }

    /** How long recognition took so far. */
    public Delay delay() {
        return new Delay(delay.percentileMs(0.5), delay.percentileMs(0.95), delay.longestMs());
    }

    /** How many legs may have words at present: fewer than configured while recognition cannot keep up. */
    public int recognisedAtMost() {
        return feeder.allowed();
    }

    /**
     * Any thread: from now on words are heard of so many legs at most, the most suspicious, and of as many as configured where that is
     * fewer. 0 hears none; what a leg has said by then may still be told.
     */
    public void restrict(int legsAtMost) {
        feeder.restrict(legsAtMost);
    }

    /** Any thread: of how many legs words were heard a moment ago. */
    public int recognised() {
        return feeder.admitted();
    }

    /** What was recognised and what was lost so far, by name; each only grows. */
    public Map<String, Long> counters() {
        Map<String, Long> all = new LinkedHashMap<>();
        synchronized (ofClosedLegs) {
            all.putAll(ofClosedLegs);
            legs.values().forEach(leg -> add(leg, all));
        }
        all.put("process_ends", supervisor.ends());
        return all;
    }

    private static void add(LegRecognition leg, Map<String, Long> sums) {
        Map<String, ToLongFunction<LegRecognition>> readers = new LinkedHashMap<>();
        readers.put("words", one -> one.counts().words.get());
        readers.put("words_unconfirmed", one -> one.counts().unconfirmed.get());
        readers.put("revisions_unread", one -> one.counts().unread.get());
        readers.put("frames_recognised", one -> one.counts().done.get());
        readers.put("frames_shed", one -> one.counts().shed.get());
        readers.put("frames_dropped", one -> one.queue().dropped());
        readers.put("frames_lost", one -> one.counts().lost.get());
        readers.forEach((name, reader) -> sums.merge(name, reader.applyAsLong(leg), Long::sum));
    }

    private void gone(LegRecognition leg) {
        synchronized (ofClosedLegs) {
            legs.remove(leg.number());
            add(leg, ofClosedLegs);
        }
    }

    private boolean watch() throws InterruptedException {
        supervisor.step(System.nanoTime());
        return false;
    }

    private boolean feed() {
        boolean moved = opened.drain(feeder::open, OPENED_AT_ONCE) > 0;
        return feeder.step(System.nanoTime()) > 0 || moved;
    }

    private void repeat(Step step, long idleNs) {
        while (running) {
            try {
                if (!step.run()) {
                    LockSupport.parkNanos(idleNs);
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException | Error fault) {
                LOG.error(
                        "{} failed in one round and goes on",
                        Thread.currentThread().getName(),
                        fault);
                LockSupport.parkNanos(idleNs);
            }
        }
    }

    /** Ends the process, and forgets what is not recognised yet. */
    @Override
    public void close() {
        running = false;
        try {
            threads.get(0).join();
            supervisor.close();
            threads.get(1).join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            supervisor.close();
        }
        delete(workFolder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException stays) {
            LOG.debug("{} stays behind: {}", folder, stays.getMessage());
        }
    }

    /** What one process says, for the legs; on the thread that reads it. */
    private final class Answers implements AnswerListener {
        Answers(ServingProcess process) {
            LOG.debug("recognition process {} loads its model", process.pid());
        }

        @Override
        public void ready(int loadedInMs) {
            LOG.debug("model loaded in {} ms", loadedInMs);
        }

        @Override
        public void pong(long number, int busyMs) {
            // The process notes itself that it answered.
        }

        @Override
        public void done(int leg, long stamp) {
            delay.note(stamp, System.nanoTime());
            LegRecognition recognition = legs.get(leg);
            if (recognition != null) {
                recognition.counts().done.incrementAndGet();
            }
        }

        @Override
        public void words(int leg, Revision revision) {
            LegRecognition recognition = legs.get(leg);
            if (recognition != null) {
                recognition.tell(revision);
            }
        }
    }
}
