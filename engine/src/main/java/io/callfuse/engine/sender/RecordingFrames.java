package io.callfuse.engine.sender;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.LinearAssembler;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.recording.CapturedStream;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;

/** Hands out a recording 20 ms at a time, in constant memory; what is a gap in it is silence here. One thread. */
public final class RecordingFrames implements FrameSource, AutoCloseable {
    private final ArrayDeque<short[]> waiting = new ArrayDeque<>();
    private final Blocks blocks;
    private final long promisedMs;
    private boolean more = true;

    /** The recording, some of it at a time. */
    private interface Blocks extends AutoCloseable {
        boolean read() throws RecordingException;

        @Override
        void close() throws RecordingException;
    }

    /**
     * Opens a recording.
     *
     * @throws RecordingException if it is none that can be heard; one line that names it
     */
    public RecordingFrames(Path file, ChannelChoice caller) throws RecordingException {
        Recording recording = Recording.open(file, caller);
        LinearAssembler assembler = new LinearAssembler(new Collector());
        promisedMs = (long) (recording.promisedSeconds() * 1000);
        blocks = new Blocks() {
            @Override
            public boolean read() throws RecordingException {
                return recording.readBlock(assembler);
            }

            @Override
            public void close() throws RecordingException {
                recording.close();
            }
        };
    }

    /**
     * Opens one stream of a capture.
     *
     * @param jitterDelay how long a packet waits at most for those before it
     * @throws RecordingException if the capture cannot be read; one line that names it
     */
    public RecordingFrames(CapturedStream stream, Duration jitterDelay) throws RecordingException {
        CapturedStream.Reading reading = stream.open(jitterDelay, new Collector());
        promisedMs = (long) (stream.seconds() * 1000);
        blocks = new Blocks() {
            @Override
            public boolean read() throws RecordingException {
                return reading.readBlock();
            }

            @Override
            public void close() throws RecordingException {
                reading.close();
            }
        };
    }

    @Override
    public boolean next(short[] frame) throws IOException {
        try {
            while (waiting.isEmpty() && more) {
                more = blocks.read();
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
    public long promisedMs() {
        return promisedMs;
    }

    @Override
    public void close() throws RecordingException {
        blocks.close();
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
            // Keys are not sent again.
        }

        @Override
        public void end(EndOfMedia reason) {
            // The end of the recording is seen by its last block.
        }
    }
}
