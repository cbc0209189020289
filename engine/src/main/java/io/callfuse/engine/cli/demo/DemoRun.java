package io.callfuse.engine.cli.demo;

import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.RecordingException;
import io.callfuse.engine.sender.RecordingFrames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/** Plays some recordings, several at once, and keeps what came of each in the order of the recordings. One thread. */
public final class DemoRun {
    private static final int AT_ONCE = 8;
    private static final long PROGRESS_MS = 100;

    private final Player player;
    private final List<Path> recordings;
    private final List<PlayedCall> played = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final AtomicLongArray analysedMs;

    /** Prepares the playing of these recordings. */
    public DemoRun(Player player, List<Path> recordings) {
        this.player = player;
        this.recordings = List.copyOf(recordings);
        analysedMs = new AtomicLongArray(recordings.size());
    }

    /** Length of all recordings as their files promise it, ms; what cannot be read counts nothing. */
    public long totalMs() {
        long totalMs = 0;
        for (Path recording : recordings) {
            try (RecordingFrames frames = new RecordingFrames(recording, ChannelChoice.UNSAID)) {
                totalMs += frames.promisedMs();
            } catch (RecordingException unreadable) {
                // The same recording fails again when it is played, and is then reported.
                continue;
            }
        }
        return totalMs;
    }

    /**
     * Plays all recordings and returns when the last has ended.
     *
     * @param progressMs told the media time analysed so far, of all calls together, by the calling thread
     */
    public void run(LongConsumer progressMs) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, Math.max(1, recordings.size())));
        try {
            List<Future<PlayedCall>> running = new ArrayList<>();
            for (int i = 0; i < recordings.size(); i++) {
                int place = i;
                running.add(threads.submit(
                        () -> player.play(recordings.get(place), analysed -> analysedMs.set(place, analysed))));
            }
            for (Future<PlayedCall> call : running) {
                await(call, progressMs);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void await(Future<PlayedCall> call, LongConsumer progressMs) throws InterruptedException {
        while (true) {
            try {
                played.add(call.get(PROGRESS_MS, TimeUnit.MILLISECONDS));
                return;
            } catch (TimeoutException notYet) {
                progressMs.accept(analysedOfAllMs());
            } catch (ExecutionException failed) {
                failures.add(failed.getCause());
                return;
            }
        }
    }

    private long analysedOfAllMs() {
        long sumMs = 0;
        for (int i = 0; i < analysedMs.length(); i++) {
            sumMs += analysedMs.get(i);
        }
        return sumMs;
    }

    /** The calls that were played to their end. */
    public List<PlayedCall> played() {
        return List.copyOf(played);
    }

    /** What became of the others. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }
}
