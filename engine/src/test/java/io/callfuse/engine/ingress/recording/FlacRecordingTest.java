package io.callfuse.engine.ingress.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.EndOfMedia;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FlacRecordingTest {
    @TempDir
    private Path directory;

    private final CollectingSink sink = new CollectingSink();

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 16, 20, 24})
    void shouldScaleEverySampleSizeToSixteenBits(int bits) throws Exception {
        int[] samples = noise(bits, 1600, bits);
        read(FlacBytes.encode(8000, bits, samples.length, samples), ChannelChoice.UNSAID);
        int shift = bits - 16;
        for (int i = 0; i < samples.length; i++) {
            int expected = shift >= 0 ? samples[i] >> shift : samples[i] << -shift;
            assertThat(sink.samples()[i]).isEqualTo((short) expected);
        }
        assertThat(sink.frames).hasSize(10);
        assertThat(sink.end).isEqualTo(EndOfMedia.COMPLETED);
    }

    @Test
    void shouldReadTheChosenChannelOfStereo() throws Exception {
        int[] left = noise(1, 1600, 16);
        int[] right = noise(2, 1600, 16);
        read(FlacBytes.encode(8000, 16, 1600, left, right), ChannelChoice.RIGHT);
        assertThat(sink.samples()).isEqualTo(shorts(right));
    }

    @Test
    void shouldReadAFileThatDoesNotSayItsLength() throws Exception {
        int[] samples = noise(3, 1600, 16);
        Recording recording = read(FlacBytes.encode(8000, 16, 0, samples), ChannelChoice.UNSAID);
        assertThat(sink.samples()).isEqualTo(shorts(samples));
        assertThat(recording.warning()).isEmpty();
    }

    @Test
    void shouldSkipATagInFrontOfTheFile() throws Exception {
        int[] samples = noise(4, 1600, 16);
        byte[] flac = FlacBytes.encode(8000, 16, 1600, samples);
        byte[] tagged = ByteBuffer.allocate(10 + 200 + flac.length)
                .put(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 1, 72})
                .position(210)
                .put(flac)
                .array();
        read(tagged, ChannelChoice.UNSAID);
        assertThat(sink.samples()).isEqualTo(shorts(samples));
    }

    @Test
    void shouldReadATruncatedFileToTheCutAndWarn() throws Exception {
        int[] samples = noise(5, 16_000, 16);
        byte[] whole = FlacBytes.encode(8000, 16, samples.length, samples);
        Recording recording = read(Arrays.copyOf(whole, whole.length / 2), ChannelChoice.UNSAID);
        assertThat(sink.end).isEqualTo(EndOfMedia.TRUNCATED);
        assertThat(recording.warning()).hasValueSatisfying(warning -> assertThat(warning)
                .contains("call.flac is cut off: it holds 0.9 s of the 2.0 s"));
        short[] heard = Arrays.copyOf(sink.samples(), 13 * FlacBytes.BLOCK_SAMPLES);
        assertThat(heard).isEqualTo(Arrays.copyOf(shorts(samples), heard.length));
    }

    @Test
    void shouldReadEveryCutOfAFileOrSayThatItHoldsNoData() throws Exception {
        byte[] whole = FlacBytes.encode(8000, 8, 1600, noise(6, 1600, 8));
        for (int length = 1; length < whole.length; length++) {
            CollectingSink cut = new CollectingSink();
            try {
                readInto(cut, Arrays.copyOf(whole, length), ChannelChoice.UNSAID);
                assertThat(cut.end).isEqualTo(EndOfMedia.TRUNCATED);
            } catch (RecordingException refused) {
                assertThat(refused.getMessage()).contains("call.flac").doesNotContain("corrupt");
                assertThat(length).isLessThan(80 + FlacBytes.BLOCK_SAMPLES);
            }
        }
    }

    @Test
    void shouldSayWhereAFileIsCorrupt() throws Exception {
        byte[] flac = FlacBytes.encode(8000, 16, 16_000, noise(7, 16_000, 16));
        flac[flac.length / 2] ^= 0x10;
        assertThatThrownBy(() -> read(flac, ChannelChoice.UNSAID))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("call.flac is a corrupt FLAC file from 0.9 s on");
        assertThat(sink.end).isEqualTo(EndOfMedia.PROTOCOL_ERROR);
    }

    @Test
    void shouldNeitherHangNorThrowAnythingElseOnMutilatedFiles() throws Exception {
        byte[] whole = FlacBytes.encode(8000, 16, 3000, noise(8, 3000, 16));
        Random random = new Random(9);
        int refusals = 0;
        PrintStream console = System.out;
        // jflac tells of some of its troubles on standard output.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            for (int round = 0; round < 2000; round++) {
                refusals += refuses(mutilated(whole, random)) ? 1 : 0;
            }
        } finally {
            System.setOut(console);
        }
        assertThat(refusals).isGreaterThan(1000);
    }

    @Test
    void shouldNotBelieveTheSizeOfATagItDoesNotRead() throws Exception {
        byte[] flac = FlacBytes.encode(8000, 16, 1600, noise(10, 1600, 16));
        flac[43] = (byte) 0xff;
        flac[44] = (byte) 0xff;
        assertThatThrownBy(() -> read(flac, ChannelChoice.UNSAID)).hasMessageContaining("no data");
    }

    private static byte[] mutilated(byte[] whole, Random random) {
        byte[] mutilated = whole.clone();
        for (int hit = random.nextInt(8); hit >= 0; hit--) {
            int reach = random.nextBoolean() ? 120 : mutilated.length;
            mutilated[random.nextInt(reach)] = (byte) random.nextInt();
        }
        return mutilated;
    }

    private boolean refuses(byte[] file) throws IOException {
        try {
            readInto(new CollectingSink(), file, ChannelChoice.LEFT);
            return false;
        } catch (RecordingException refused) {
            assertThat(refused.getMessage()).contains("call.flac").doesNotContain("\n");
            return true;
        }
    }

    private Recording read(byte[] file, ChannelChoice caller) throws IOException, RecordingException {
        return readInto(sink, file, caller);
    }

    private Recording readInto(CollectingSink into, byte[] file, ChannelChoice caller)
            throws IOException, RecordingException {
        Path path = Files.write(directory.resolve("call.flac"), file);
        try (Recording recording = Recording.open(path, caller)) {
            recording.readInto(into);
            return recording;
        }
    }

    private static int[] noise(long seed, int samples, int bits) {
        Random random = new Random(seed);
        return IntStream.range(0, samples)
                .map(i -> random.nextInt() >> Integer.SIZE - bits)
                .toArray();
    }

    private static short[] shorts(int[] samples) {
        short[] narrow = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            narrow[i] = (short) samples[i];
        }
        return narrow;
    }
}
