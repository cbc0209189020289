package io.callfuse.engine.cli.demo;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.Engine;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.RecordingException;
import io.callfuse.engine.sender.AudioSocketSender;
import io.callfuse.engine.sender.Pace;
import io.callfuse.engine.sender.RecordingFrames;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Plays recordings to a running engine, each over a connection of its own and as fast as the engine follows. Thread-safe:
 * several calls may be played at once.
 */
public final class Player {
    /** Ahead of the engine by more than the second it scores at once, and by less than the 64 frames its queues hold. */
    private static final long WINDOW_MS = 1200;

    private static final long REPORT_WITHIN_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_AGAIN_NS = 2_000_000;

    private final Engine engine;
    private final ChannelChoice caller;

    /** Plays to this engine, which must have been started. */
    public Player(Engine engine, ChannelChoice caller) {
        this.engine = engine;
        this.caller = caller;
    }

    /**
     * Plays one recording and waits for what the engine made of it.
     *
     * @param progressMs told the media time that the engine has analysed so far
     * @throws RecordingException if the recording cannot be read
     * @throws IOException if the connection fails or no report comes; the message names the file
     */
    public PlayedCall play(Path file, LongConsumer progressMs) throws RecordingException, IOException {
        CallId id = CallId.random();
        long framesSent;
        try (RecordingFrames frames = new RecordingFrames(file, caller);
                AudioSocketSender sender = new AudioSocketSender(engine.audioSocketAddress(), id.uuid())) {
            sender.send(frames, Pace.within(() -> analysedMs(id, progressMs), WINDOW_MS));
            framesSent = sender.framesSent();
        }
        return new PlayedCall(file, id, framesSent, awaitReport(file, id));
    }

    private long analysedMs(CallId id, LongConsumer progressMs) {
        long analysedMs = engine.progressOf(id);
        progressMs.accept(Math.max(0, analysedMs));
        return analysedMs;
    }

    private AnalysedCall awaitReport(Path file, CallId id) throws IOException {
        long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < REPORT_WITHIN_NS) {
            Optional<AnalysedCall> analysed = engine.reportOf(id);
            if (analysed.isPresent()) {
                return analysed.get();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException(file + ": interrupted");
            }
        }
        throw new IOException(file + ": the engine gave no report within 60 s of the end of the call");
    }
}
