package io.callfuse.engine.ingress.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.callfuse.engine.ingress.CollectingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingErrorsTest {
    private static final byte[] SILENCE = new byte[320];

    @TempDir
    private Path directory;

    @Test
    void shouldNameAFileThatIsMissing() {
        refuses(directory.resolve("gone.wav"), "gone.wav does not exist");
    }

    @Test
    void shouldNameADirectory() {
        refuses(directory, "is a directory, not a recording");
    }

    @Test
    void shouldNameADevice() {
        refuses(Path.of("/dev/null"), "/dev/null is not a regular file");
    }

    @Test
    void shouldNameAFileThatMayNotBeRead() throws Exception {
        Path file = file("secret.wav", new byte[10]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root may read everything");
        refuses(file, "secret.wav cannot be read: permission denied");
    }

    @Test
    void shouldNameAnEmptyFile() throws Exception {
        refuses(file("empty.wav", new byte[0]), "empty.wav is empty");
    }

    @Test
    void shouldNotTakeTextForAWav() throws Exception {
        refuses(file("notes.wav", "Dear all,\n".repeat(50).getBytes()), "notes.wav is neither a WAV nor a FLAC file");
        refuses(file("r.wav", "RIFF raff and other rabble".getBytes()), "r.wav begins like a WAV file but is none");
        refuses(file("R", "RIF".getBytes()), "is neither a WAV nor a FLAC file");
    }

    @Test
    void shouldNameAHeaderWithoutData() throws Exception {
        refuses(file("h.wav", new WavBytes().format(1, 1, 8000, 16).riff()), "h.wav has a WAV header but no data");
        refuses(file("h.wav", WavBytes.pcm16(8000, 1)), "h.wav has a WAV header but no data");
        refuses(
                file(
                        "h.wav",
                        new WavBytes()
                                .format(1, 1, 8000, 16)
                                .chunk("data", new byte[0])
                                .chunk("LIST", SILENCE)
                                .riff()),
                "no data");
        refuses(file("h.wav", new WavBytes().riff()), "h.wav has a WAV header but no format chunk");
        refuses(file("h.flac", "fLaC".getBytes()), "h.flac has a FLAC header but no data");
        refuses(file("h.flac", FlacBytes.encode(8000, 16, 100, new int[0])), "h.flac has a FLAC header but no data");
    }

    @Test
    void shouldNameACodecThatIsNotRead() throws Exception {
        refuses(wav(0x55, 1, 8000, 0), "holds MP3; 16-bit PCM, mu-law and A-law are read");
        refuses(wav(1, 1, 8000, 8), "holds 8-bit PCM");
        refuses(wav(1, 1, 8000, 24), "holds 24-bit PCM");
        refuses(wav(3, 1, 8000, 32), "holds 32-bit floating point");
        refuses(wav(0x1234, 1, 8000, 4), "holds 4-bit codec 0x1234");
        refuses(file("x.flac", FlacBytes.encode(8000, 4, 100, new int[100])), "holds 4-bit FLAC");
    }

    @Test
    void shouldNameARateThatIsNotRead() throws Exception {
        refuses(wav(1, 1, 6000, 16), "has a sample rate of 6000 Hz; 8000 to 48000 Hz are read");
        refuses(wav(1, 1, 96_000, 16), "has a sample rate of 96000 Hz");
        refuses(wav(1, 1, -1, 16), "has a sample rate of -1 Hz");
        refuses(file("x.flac", FlacBytes.encode(96_000, 16, 100, new int[100])), "has a sample rate of 96000 Hz");
    }

    @Test
    void shouldAskWhichOfTwoChannelsIsTheCallers() throws Exception {
        String question = "has 2 channels; say which is the caller's: --caller left|right";
        refuses(wav(1, 2, 8000, 16), question);
        refuses(file("x.flac", FlacBytes.encode(8000, 16, 100, new int[100], new int[100])), question);
    }

    @Test
    void shouldRefuseMoreThanTwoChannels() throws Exception {
        refuses(wav(1, 6, 8000, 16), "has 6 channels; recordings of one or two are read");
        refuses(wav(1, 0, 8000, 16), "has 0 channels");
    }

    @Test
    void shouldRefuseAFormatThatContradictsItself() throws Exception {
        byte[] bytes =
                new WavBytes().format(1, 1, 8000, 16).chunk("data", SILENCE).riff();
        bytes[32] = 4;
        refuses(file("x.wav", bytes), "contradicts itself: blocks of 4 bytes");
        refuses(file("x.wav", new WavBytes().chunk("fmt ", new byte[10]).riff()), "has a format chunk of 10 bytes");
    }

    @Test
    void shouldNotSearchEndlesslyAmongChunks() throws Exception {
        WavBytes wav = new WavBytes();
        for (int i = 0; i < 5000; i++) {
            wav.chunk("junk", new byte[0]);
        }
        refuses(file("x.wav", wav.riff()), "more than 1000 chunks");
    }

    @Test
    void shouldThrowNothingElseOnMutilatedHeaders() throws Exception {
        byte[] whole = new WavBytes()
                .extensible(1, 2, 16_000, 16)
                .chunk("LIST", new byte[5])
                .chunk("data", new byte[64])
                .riff();
        Random random = new Random(1);
        int refusals = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] mutilated = whole.clone();
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                mutilated[random.nextInt(mutilated.length)] = (byte) random.nextInt();
            }
            try (Recording recording = Recording.open(file("x.wav", mutilated), ChannelChoice.LEFT)) {
                recording.readInto(new CollectingSink());
            } catch (RecordingException refused) {
                assertThat(refused.getMessage()).contains("x.wav").doesNotContain("\n");
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(1000);
    }

    private Path wav(int tag, int channels, int rateHz, int bits) throws IOException {
        return file(
                "x.wav",
                new WavBytes()
                        .format(tag, channels, rateHz, bits)
                        .chunk("data", SILENCE)
                        .riff());
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private static void refuses(Path file, String reason) {
        assertThatThrownBy(() -> Recording.open(file, ChannelChoice.UNSAID))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
