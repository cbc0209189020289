package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.ingress.recording.PcapBytes;
import io.callfuse.engine.ingress.rtp.RtpBytes;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code callfuse analyze FILE.pcap}. */
@Timeout(120)
class AnalyzeCaptureTest {
    private static final int PACKETS = 400;

    @TempDir
    Path directory;

    private final short[] pcm = RtpBytes.babble(1, 160 * PACKETS);

    @Test
    void shouldPrintALineForEachStreamUnderItsOwnName() throws Exception {
        Path file = Files.write(directory.resolve("two.pcap"), twoStreams().bytes());

        CommandRun run = CommandRun.of("analyze", "--format", "json", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines()).hasSize(2);
        assertThat(run.outLines())
                .map(line -> JsonMapper.shared().readTree(line).path("call").stringValue())
                .containsExactly("two.pcap#0x0000000a", "two.pcap#0x0000000b");
        JsonNode line = JsonMapper.shared().readTree(run.outLines().get(0));
        assertThat(line.path("seconds").doubleValue()).isEqualTo(8.0);
    }

    @Test
    void shouldScoreACaptureTheSameEveryTime() throws Exception {
        Path file = Files.write(directory.resolve("two.pcap"), twoStreams().bytes());

        String first = CommandRun.of("analyze", "--format", "json", file).out();

        assertThat(CommandRun.of("analyze", "--format", "json", file).out()).isEqualTo(first);
    }

    @Test
    void shouldHearWhatIsLeftOfACutFileAndWarn() throws Exception {
        byte[] bytes = twoStreams().bytes();
        Path file = Files.write(directory.resolve("cut.pcap"), Arrays.copyOf(bytes, bytes.length - 100));

        CommandRun run = CommandRun.of("analyze", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("warning: " + file + " is cut off: it ends amid a record, at byte ");
        assertThat(run.out()).contains("cut.pcap#0x0000000a  8.0 s, ", "cut.pcap#0x0000000b  8.0 s, ");
    }

    @Test
    void shouldNameTheFileAndThePlaceOfABrokenOne() throws Exception {
        byte[] bytes = twoStreams().bytes();
        bytes[24 + 8 + 3] = 0x7f;
        Path file = Files.write(directory.resolve("broken.pcap"), bytes);

        CommandRun run = CommandRun.of("analyze", file);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err())
                .contains(file + " is a broken capture: at byte 24 ")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldDrawAPictureForEachStream() throws Exception {
        Path file = Files.write(directory.resolve("two.pcap"), twoStreams().bytes());
        Path pictures = Files.createDirectory(directory.resolve("pictures"));

        CommandRun run = CommandRun.of("analyze", "--plot", pictures, file);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(pictures.resolve("two.pcap-0x0000000a.png")).isNotEmptyFile();
        assertThat(pictures.resolve("two.pcap-0x0000000b.png")).isNotEmptyFile();
    }

    private PcapBytes twoStreams() {
        PcapBytes file = PcapBytes.pcap(1);
        for (int i = 0; i < PACKETS; i++) {
            byte[] payload = RtpBytes.payload(RtpFormat.ULAW, pcm, 160 * i, 160);
            file.frame(
                    20_000_000L * i, PcapBytes.udp(1, false, 4000, 5000, RtpBytes.packet(0, i, 160 * i, 10, payload)));
            byte[] back = RtpBytes.payload(RtpFormat.ALAW, pcm, 160 * i, 160);
            file.frame(20_000_000L * i, PcapBytes.udp(1, true, 5000, 4000, RtpBytes.packet(8, i, 160 * i, 11, back)));
        }
        return file;
    }
}
