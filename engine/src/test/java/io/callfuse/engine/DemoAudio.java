package io.callfuse.engine;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The recordings of the demonstration, for tests of the whole way. */
final class DemoAudio {
    private DemoAudio() {}

    /** Copies a recording such as {@code en-calm} into the folder. */
    static Path copy(String name, Path folder) {
        Path file = folder.resolve(name + ".wav");
        try (InputStream wav = DemoAudio.class.getResourceAsStream("cli/demo/" + name + ".wav")) {
            Files.copy(wav, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }

    /** Reads a recording whole. */
    static short[] samples(Path file) throws RecordingException {
        ByteBuffer bytes = ByteBuffer.allocate(16_000 * 600);
        try (Recording recording = Recording.open(file, ChannelChoice.UNSAID)) {
            recording.readInto(new Collector(bytes));
        }
        bytes.flip();
        short[] samples = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(samples);
        return samples;
    }

    private record Collector(ByteBuffer bytes) implements MediaFrameSink {
        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            for (int i = 0; i < 160; i++) {
                bytes.putShort(samples[offset + i]);
            }
        }

        @Override
        public void gap(long insertedAtNs) {
            throw new AssertionError("a recording has no gaps");
        }

        @Override
        public void digit(char digit) {
            throw new AssertionError("a recording has no keys");
        }

        @Override
        public void end(EndOfMedia reason) {
            assert reason == EndOfMedia.COMPLETED;
        }
    }
}
