package io.callfuse.engine.ingress.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LongRecordingTest {
    private static final int ONE_HOUR_S = 3600;
    private static final int THREE_HOURS_S = 3 * 3600;

    @TempDir
    private Path directory;

    @Test
    void shouldReadThreeHoursOfWavInConstantMemory() throws Exception {
        Path file = directory.resolve("long.wav");
        long dataBytes = 8000L * THREE_HOURS_S;
        byte[] header = new WavBytes()
                .format(7, 1, 8000, 8)
                .chunk("data", dataBytes, new byte[0])
                .file("RIFF", dataBytes + 36);
        Files.write(file, header);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(header.length + dataBytes);
        }
        assertThat(allocatedByReading(file, THREE_HOURS_S)).isLessThan(10_000_000);
    }

    @Test
    void shouldReadAnHourOfFlacWithoutHoldingIt() throws Exception {
        int frames = ONE_HOUR_S * 8000 / FlacBytes.BLOCK_SAMPLES;
        byte[] short8 = FlacBytes.encode(8000, 8, (long) frames * FlacBytes.BLOCK_SAMPLES, new int[576]);
        int headerBytes = FlacBytes.HEADER_BYTES;
        Path file = directory.resolve("long.flac");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(short8, 0, headerBytes);
            for (int frame = 0; frame < frames; frame++) {
                out.write(short8, headerBytes, short8.length - headerBytes);
            }
        }
        // jflac makes some garbage for each frame; what must not happen is that it grows with the length.
        assertThat(allocatedByReading(file, ONE_HOUR_S)).isLessThan(frames * 2000L);
    }

    private static long allocatedByReading(Path file, int seconds) throws RecordingException {
        Counter counter = new Counter();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try (Recording recording = Recording.open(file, ChannelChoice.UNSAID)) {
            recording.readInto(counter);
            assertThat(recording.secondsRead()).isEqualTo(seconds);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(counter.frames).isEqualTo(50L * seconds);
        assertThat(counter.end).isEqualTo(EndOfMedia.COMPLETED);
        return allocated;
    }

    private static final class Counter implements MediaFrameSink {
        private long frames;
        private EndOfMedia end;

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            frames++;
        }

        @Override
        public void gap(long insertedAtNs) {
            throw new AssertionError("a recording has no gaps");
        }

        @Override
        public void digit(char digit) {
            throw new AssertionError("a recording has no digits");
        }

        @Override
        public void end(EndOfMedia reason) {
            end = reason;
        }
    }
}
