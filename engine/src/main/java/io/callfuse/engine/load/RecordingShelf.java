package io.callfuse.engine.load;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.engine.ingress.recording.Capture;
import io.callfuse.engine.ingress.recording.CapturedStream;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.RecordingException;
import io.callfuse.engine.sender.RecordingFrames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads recordings, lays them in a file as they will go over the wire, and has each analysed offline. The file is mapped, so that
 * hundreds of calls take no heap. One thread.
 */
final class RecordingShelf implements AutoCloseable {
    private static final int SHORTEST_FRAMES = 50;
    private static final int BUFFER_FRAMES = 500;

    private final Wire wire;
    private final ChannelChoice caller;
    private final Duration jitterDelay;
    private final OfflineJudge judge;
    private final FileChannel file;
    private final ExecutorService hearing;
    private final List<Future<RecordedCall>> calls = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final ByteBuffer buffer;

    /**
     * @param home where the file is made
     * @param jitterDelay how long a packet of a capture waits for those before it
     */
    RecordingShelf(Path home, Wire wire, ChannelChoice caller, Duration jitterDelay, OfflineJudge judge)
            throws IOException {
        this.wire = wire;
        this.caller = caller;
        this.jitterDelay = jitterDelay;
        this.judge = judge;
        file = FileChannel.open(
                home.resolve("audio.wire"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        buffer = ByteBuffer.allocateDirect(BUFFER_FRAMES * wire.frameBytes());
        hearing = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "load-offline");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Reads one recording, or each stream of a capture; one that cannot be heard is a fault. */
    void add(LoadSource source) throws IOException {
        try {
            if (Capture.isCapture(source.file())) {
                for (CapturedStream stream : Capture.open(source.file()).streams()) {
                    try (RecordingFrames frames = new RecordingFrames(stream, jitterDelay)) {
                        add(stream.name(), source.label(), frames);
                    }
                }
            } else {
                try (RecordingFrames frames = new RecordingFrames(source.file(), caller)) {
                    add(String.valueOf(source.file().getFileName()), source.label(), frames);
                }
            }
        } catch (RecordingException unheard) {
            faults.add(unheard.getMessage());
        }
    }

    private void add(String name, Optional<CallLabel> label, RecordingFrames frames) throws IOException {
        long from = file.size();
        short[] samples = new short[MediaTime.FRAME_SAMPLES];
        int count = 0;
        while (frames.next(samples)) {
            wire.encode(samples, buffer);
            count++;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
        flush();
        if (count < SHORTEST_FRAMES) {
            faults.add(name + " is shorter than a second and is left out");
            return;
        }
        int frameCount = count;
        ByteBuffer audio = file.map(FileChannel.MapMode.READ_ONLY, from, file.size() - from);
        calls.add(hearing.submit(
                () -> new RecordedCall(name, label, wire, audio, judge.hear(wire, audio.duplicate(), frameCount))));
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer, file.size());
        }
        buffer.clear();
    }

    /** All that could be read, analysed. */
    List<RecordedCall> calls(LoadProgress progress) throws InterruptedException {
        List<RecordedCall> heard = new ArrayList<>();
        for (Future<RecordedCall> call : calls) {
            progress.at(heard.size(), calls.size(), "analysing offline");
            try {
                heard.add(call.get());
            } catch (ExecutionException failure) {
                throw new IllegalStateException(
                        "a recording could not be analysed: " + failure.getCause(), failure.getCause());
            }
        }
        return heard;
    }

    /** What kept recordings from being read, a line each. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() throws IOException {
        hearing.shutdownNow();
        file.close();
    }
}
