package io.callfuse.engine.ingress.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.signal.Pcm16;
import io.callfuse.engine.ingress.CollectingSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Reads real FLAC files (8 kHz, mono, 16 bits), where there are some, against the checksums of the samples they carry. */
@Timeout(300)
@EnabledIfEnvironmentVariable(named = "CALLFUSE_DATA", matches = ".+")
class RealFlacTest {
    @Test
    void shouldDecodeEveryClipToItsChecksum() throws Exception {
        List<Path> clips = clips();
        assertThat(clips).isNotEmpty();
        for (Path clip : clips) {
            byte[] streamInfo = streamInfo(clip);
            int samples = (int) ((streamInfo[13] & 0x0fL) << 32 | intAt(streamInfo, 14));
            byte[] expected = Arrays.copyOfRange(streamInfo, 18, 34);
            assertThat(checksum(clip, samples)).as(clip.toString()).isEqualTo(expected);
        }
    }

    private static byte[] checksum(Path clip, int samples) throws Exception {
        CollectingSink sink = new CollectingSink();
        try (Recording recording = Recording.open(clip, ChannelChoice.UNSAID)) {
            recording.readInto(sink);
            assertThat(recording.warning()).isEmpty();
        }
        byte[] bytes = new byte[2 * samples];
        Pcm16.encodeLittleEndian(sink.samples(), 0, samples, bytes, 0);
        return MessageDigest.getInstance("MD5").digest(bytes);
    }

    private static byte[] streamInfo(Path clip) throws IOException {
        try (InputStream in = Files.newInputStream(clip)) {
            in.skipNBytes(8);
            return in.readNBytes(34);
        }
    }

    private static long intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    private static List<Path> clips() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getenv("CALLFUSE_DATA")))) {
            return files.filter(file -> file.toString().endsWith(".flac"))
                    .sorted()
                    .toList();
        }
    }
}
