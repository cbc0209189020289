package io.callfuse.engine;

import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.ingress.audiosocket.AudioSocketCounters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** All counters of an engine under the names by which an operator reads them. Thread-safe. */
final class EngineCounters {
    private final AudioSocketCounters audioSocket = new AudioSocketCounters();
    private final LongAdder callsEnded = new LongAdder();
    private final LongAdder audioFrames = new LongAdder();
    private final LongAdder gapFrames = new LongAdder();
    private final LongAdder droppedFrames = new LongAdder();

    /** What the AudioSocket inlet counts into. */
    AudioSocketCounters audioSocket() {
        return audioSocket;
    }

    /** Counts a call that is over. */
    void ended(MediaCounters frames) {
        callsEnded.increment();
        audioFrames.add(frames.audioFrames());
        gapFrames.add(frames.gapFrames());
        droppedFrames.add(frames.droppedFrames());
    }

    /** Reads them all, in the order in which they are told. */
    Map<String, Long> read(Archive archive, Optional<Recognition> recognition) {
        Map<String, Long> now = new LinkedHashMap<>();
        now.put("calls_ended", callsEnded.sum());
        now.put("audio_frames", audioFrames.sum());
        now.put("gap_frames", gapFrames.sum());
        now.put("dropped_frames", droppedFrames.sum());
        audioSocket.byName().forEach((name, counter) -> now.put("audiosocket_" + name, counter.sum()));
        recognition.ifPresent(
                words -> words.counters().forEach((name, count) -> now.put("recognition_" + name, count)));
        now.put("archive_lines", archive.written());
        now.put("archive_failures", archive.failures());
        now.put("archive_lines_given_up", archive.spilled());
        return now;
    }
}
