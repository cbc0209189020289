package io.callfuse.engine.cli.demo;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.LinearAssembler;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import io.callfuse.engine.sender.FrameSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;

/** Hands out a recording 20 ms at a time, in constant memory. One thread. */
final class RecordingFrames implements FrameSource, AutoCloseable {
    private final Recording recording;
    private final ArrayDeque<short[]> waiting = new ArrayDeque<>();
    private final LinearAssembler assembler = new LinearAssembler(new Collector());
    private boolean more = true;

    RecordingFrames(Path file, ChannelChoice caller) throws RecordingException {
        recording = Recording.open(file, caller);
    }

    @Override
    public boolean next(short[] frame) throws IOException {
        try {
            while (waiting.isEmpty() && more) {
                more = recording.readBlock(assembler);
            }
        } catch (RecordingException e) {
            throw new IOException(e.getMessage(), e);
        }
        short[] next = waiting.poll();
        if (next == null) {
            return false;
        }
        System.arraycopy(next, 0, frame, 0, next.length);
        return true;
    }

    /** Length that the file promises, ms; 0 where it does not say. */
    long promisedMs() {
        return (long) (recording.promisedSeconds() * 1000);
    }

    @Override
    public void close() throws RecordingException {
        recording.close();
    }

    private final class Collector implements MediaFrameSink {
        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            waiting.add(Arrays.copyOfRange(samples, offset, offset + MediaTime.FRAME_SAMPLES));
        }

        @Override
        public void gap(long insertedAtNs) {
            waiting.add(new short[MediaTime.FRAME_SAMPLES]);
        }

        @Override
        public void digit(char digit) {
            // Recordings hold no keys.
        }

        @Override
        public void end(EndOfMedia reason) {
            // The end of the recording is seen by readBlock.
        }
    }
}
