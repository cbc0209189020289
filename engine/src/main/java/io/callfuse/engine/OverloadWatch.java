package io.callfuse.engine;

import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.overload.DelayCount;
import io.callfuse.engine.overload.OverloadControl;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether the scores come in time, and has words and new calls given up while they do not. {@link #look} is for
 * one thread, the answers are for any.
 */
final class OverloadWatch implements AutoCloseable {
    /** With fewer calls for each worker, lateness has another reason, and refusing calls would not help. */
    static final int ALWAYS_TAKEN_A_WORKER = 32;

    private static final Logger LOG = LoggerFactory.getLogger(OverloadWatch.class);
    private static final long PROBE_EVERY_MS = 100;
    private static final int PROBES_A_LOOK = 10;

    /** So many probes of a second must be late, for one is after each moment of stand-still. */
    private static final int LATE_PROBES = 3;

    private final Watched watched;
    private final EngineConfig.Workers settings;
    private final OverloadControl control;
    private final DelayCount reads;
    private final ScheduledExecutorService timer;
    private long scores;
    private long lateScores;
    private long lateReads;
    private int probes;
    private volatile OverloadControl.State state = OverloadControl.State.KEEPS_UP;

    /**
     * What is watched and what is given up.
     *
     * @param workers count how late scores are
     * @param loop reads the packets
     * @param words empty where none are heard
     */
    record Watched(
            List<LegWorker> workers, IngressLoop loop, CallBook book, CallOpener opener, Optional<Recognition> words) {}

    /**
     * Prepares to look.
     *
     * @param leastCalls with so few calls none is refused, and no words are given up
     */
    OverloadWatch(Watched watched, EngineConfig.Workers settings, int leastCalls) {
        this.watched = watched;
        this.settings = settings;
        reads = new DelayCount(settings.lateAfter().toNanos());
        control = new OverloadControl(
                settings.maxCalls(),
                Math.min(settings.maxCalls(), leastCalls),
                watched.words().isPresent(),
                settings.refuseWhenLate());
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "overload-0");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks once a second from now on. */
    void start() {
        timer.scheduleAtFixedRate(this::probe, PROBE_EVERY_MS, PROBE_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void probe() {
        long askedNs = System.nanoTime();
        watched.loop().execute(() -> reads.note(System.nanoTime() - askedNs));
        if (++probes % PROBES_A_LOOK == 0) {
            look();
        }
    }

    /** Looks back on what has happened since it looked last. */
    void look() {
        long scoresNow = sum(DelayCount::noted);
        long lateNow = sum(DelayCount::late);
        long lateReadsNow = reads.late();
        OverloadControl.Second past = new OverloadControl.Second(
                scoresNow - scores,
                lateNow - lateScores,
                lateReadsNow - lateReads >= LATE_PROBES,
                watched.book().size(),
                watched.words().map(Recognition::recognised).orElse(0));
        scores = scoresNow;
        lateScores = lateNow;
        lateReads = lateReadsNow;
        int callsBefore = control.callsAtMost();
        int wordsBefore = control.wordsAtMost();
        state = control.step(past);
        if (control.wordsAtMost() != wordsBefore) {
            watched.words().ifPresent(words -> words.restrict(control.wordsAtMost()));
            tellOfWords(past, wordsBefore);
        }
        if (control.callsAtMost() != callsBefore) {
            watched.opener().limit(control.callsAtMost());
            tellOfCalls(past, callsBefore);
        }
    }

    private long sum(ToLongFunction<DelayCount> part) {
        return watched.workers().stream()
                .mapToLong(worker -> part.applyAsLong(worker.scoreDelays()))
                .sum();
    }

    private void tellOfWords(OverloadControl.Second past, int before) {
        int now = control.wordsAtMost();
        if (now < before) {
            LOG.warn(
                    "{} of {} scores came more than {} ms late: words are heard of {} calls at most",
                    past.lateScores(),
                    past.scores(),
                    settings.lateAfter().toMillis(),
                    now);
        } else if (now == OverloadControl.UNLIMITED) {
            LOG.info("scores come in time again: words are heard of as many calls as ever");
        } else {
            LOG.debug("words are heard of {} calls at most", now);
        }
    }

    private void tellOfCalls(OverloadControl.Second past, int before) {
        int now = control.callsAtMost();
        if (now < before) {
            LOG.warn(
                    "{} of {} scores came more than {} ms late: of {} calls no more than {} are watched from now on, as others end",
                    past.lateScores(),
                    past.scores(),
                    settings.lateAfter().toMillis(),
                    past.calls(),
                    now);
        } else if (now == settings.maxCalls()) {
            LOG.info("scores come in time again: calls are taken up to engine.maxCalls, {}", now);
        } else {
            LOG.debug("scores come in time: {} calls may be watched", now);
        }
    }

    /** What is given up at present. */
    OverloadControl.State state() {
        return state;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
