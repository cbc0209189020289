package io.callfuse.engine.ingress.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.rtp.RtpBytes;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams found in captures, and heard. */
@Timeout(60)
class CaptureTest {
    private static final int PACKETS = 50;
    private static final long START_NS = 1_795_283_304_123_456_000L;

    @TempDir
    private Path folder;

    private final short[] pcm = RtpBytes.babble(1, 320 * PACKETS);

    @ParameterizedTest
    @CsvSource({
        "1, false",
        "1, true",
        "113, false",
        "113, true",
        "276, false",
        "276, true",
        "101, false",
        "101, true",
        "12, false",
        "228, false",
        "229, true",
        "0, false",
        "0, true",
        "108, false"
    })
    void shouldHearAStreamOverEveryLink(int linkType, boolean ipv6) throws Exception {
        PcapBytes file = PcapBytes.pcap(linkType);
        for (int i = 0; i < PACKETS; i++) {
            file.frame(at(i), PcapBytes.udp(linkType, ipv6, 4000, 5000, packet(RtpFormat.ULAW, i, 7)));
        }
        CapturedStream stream = only(capture(file));
        assertThat(stream.name()).isEqualTo("call.pcap#0x00000007");
        assertThat(stream.source()).isEqualTo(ipv6 ? "[2001:db8:0:0:0:0:0:1]:4000" : "192.0.2.1:4000");
        assertThat(stream.seconds()).isEqualTo(0.98);
        CollectingSink sink = hear(stream);
        assertThat(sink.samples()).isEqualTo(Arrays.copyOf(RtpBytes.heard(RtpFormat.ULAW, pcm), 160 * PACKETS));
        assertThat(sink.end).isEqualTo(EndOfMedia.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false",
        "true, false, false",
        "false, true, false",
        "true, true, false",
        "false, false, true",
        "true, false, true",
        "false, true, true",
        "true, true, true"
    })
    void shouldReadBothFormatsInBothOrdersAndUnitsOfTime(boolean newer, boolean highFirst, boolean nanoseconds)
            throws Exception {
        ByteOrder order = highFirst ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        PcapBytes file = newer ? PcapBytes.pcapng(1, order, nanoseconds) : PcapBytes.pcap(1, order, nanoseconds);
        for (int i = 0; i < PACKETS; i++) {
            if (i != 20) {
                file.frame(at(i), PcapBytes.udp(1, false, 4000, 5000, packet(RtpFormat.ALAW, i, 7)));
            }
        }
        CapturedStream stream = only(capture(file));
        assertThat(stream.format()).isEqualTo(RtpFormat.ALAW);
        assertThat(stream.seconds()).isEqualTo(0.98);
        CollectingSink sink = hear(stream);
        assertThat(sink.frames).hasSize(PACKETS);
        assertThat(sink.frames.get(20)).isNull();
    }

    @ParameterizedTest
    @EnumSource(RtpFormat.class)
    void shouldKnowEveryFormatOfAsterisk(RtpFormat format) throws Exception {
        PcapBytes file = PcapBytes.pcap(1);
        for (int i = 0; i < PACKETS; i++) {
            file.frame(at(i), PcapBytes.taggedUdp(4000, 5000, packet(format, i, 7)));
        }
        CapturedStream stream = only(capture(file));
        assertThat(stream.format()).isEqualTo(format);
        assertThat(hear(stream).frames).hasSize(PACKETS);
    }

    @Test
    void shouldHearEachStreamAsALegOfItsOwnUnderItsOwnName() throws Exception {
        PcapBytes file = PcapBytes.pcap(1);
        for (int i = 0; i < PACKETS; i++) {
            file.frame(at(i), PcapBytes.udp(1, false, 4000, 5000, packet(RtpFormat.ULAW, i, 0xcafe)));
            file.frame(at(i), PcapBytes.udp(1, false, 5000, 4000, packet(RtpFormat.ALAW, i, 0xbeef)));
            file.frame(at(i), PcapBytes.udp(1, false, 6000, 4002, packet(RtpFormat.ULAW, i, 0xcafe)));
            file.frame(at(i), PcapBytes.udp(1, false, 53, 1000 + i, new byte[40]));
            file.frame(at(i), PcapBytes.udp(1, false, 5001, 4001, RtpBytes.packet(200, 6, 0, 0xbeef, new byte[20])));
        }
        Capture capture = capture(file);
        assertThat(capture.streams())
                .extracting(CapturedStream::name)
                .containsExactly("call.pcap#0x0000cafe", "call.pcap#0x0000beef", "call.pcap#0x0000cafe-2");
        assertThat(capture.warnings()).isEmpty();
        for (CapturedStream stream : capture.streams()) {
            assertThat(hear(stream).audioFrames()).isEqualTo(PACKETS);
        }
    }

    @Test
    void shouldPutPacketsIntoOrderByWhenTheyWereCaptured() throws Exception {
        PcapBytes file = PcapBytes.pcap(1);
        for (int i = 0; i < PACKETS; i++) {
            int number = i % 10 == 4 ? i + 1 : i % 10 == 5 ? i - 1 : i;
            file.frame(at(i), PcapBytes.udp(1, false, 4000, 5000, packet(RtpFormat.SLIN, number, 7)));
        }
        assertThat(hear(only(capture(file))).samples()).isEqualTo(Arrays.copyOf(pcm, 160 * PACKETS));
    }

    @Test
    void shouldTakeTheMeaningOfPayloadTypesFromTheSessionDescription() throws Exception {
        String invite = "INVITE sip:100@192.0.2.2 SIP/2.0\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n"
                + "c=IN IP4 192.0.2.2\r\nm=audio 5000 RTP/AVP 97 98\r\na=rtpmap:97 L16/16000\r\n"
                + "a=rtpmap:98 telephone-event/8000\r\n";
        PcapBytes file = PcapBytes.pcap(1);
        file.frame(at(0), PcapBytes.udp(1, false, 5060, 5060, invite.getBytes(StandardCharsets.ISO_8859_1)));
        for (int i = 0; i < PACKETS; i++) {
            byte[] payload = RtpBytes.payload(RtpFormat.SLIN16, pcm, 320 * i, 320);
            file.frame(at(i), PcapBytes.udp(1, false, 4000, 5000, RtpBytes.packet(97, i, 320 * i, 7, payload)));
        }
        byte[] key = RtpBytes.packet(98, PACKETS, 320 * PACKETS, 7, RtpBytes.event(5, true, 160));
        file.frame(at(PACKETS), PcapBytes.udp(1, false, 4000, 5000, key));
        CapturedStream stream = only(capture(file));
        assertThat(stream.format()).isEqualTo(RtpFormat.SLIN16);
        CollectingSink sink = hear(stream);
        assertThat(sink.frames).hasSize(PACKETS);
        assertThat(sink.digits).hasToString("5");
    }

    @Test
    void shouldSayWhichStreamsAreNotHeard() throws Exception {
        PcapBytes file = PcapBytes.pcap(1);
        for (int i = 0; i < PACKETS; i++) {
            file.frame(at(i), PcapBytes.udp(1, false, 4000, 5000, packet(RtpFormat.ULAW, i, 7)));
            file.frame(at(i), PcapBytes.udp(1, false, 4002, 5002, RtpBytes.packet(9, i, 160 * i, 8, new byte[160])));
        }
        assertThat(capture(file).warnings())
                .singleElement()
                .asString()
                .endsWith("call.pcap also holds what is not heard: payload type 9 from 192.0.2.1:4002");
    }

    @Test
    void shouldSayHowMuchOfAStreamIsMissing() throws Exception {
        PcapBytes file = PcapBytes.pcap(1);
        for (int i = 0; i < PACKETS; i++) {
            if (i % 10 != 5) {
                file.frame(at(i), PcapBytes.udp(1, false, 4000, 5000, packet(RtpFormat.ULAW, i, 7)));
            }
        }
        assertThat(warningOf(only(capture(file))))
                .isEqualTo("call.pcap#0x00000007: 5 of 50 packets are missing (10.0 %), 0 of them came too late");
    }

    @Test
    void shouldSayThatPacketsWereCapturedInPart() throws Exception {
        PcapBytes file = PcapBytes.pcap(1);
        for (int i = 0; i < PACKETS; i++) {
            byte[] whole = PcapBytes.udp(1, false, 4000, 5000, packet(RtpFormat.ULAW, i, 7));
            file.frame(at(i), whole.length, Arrays.copyOf(whole, i < 25 ? whole.length : 96));
        }
        CapturedStream stream = only(capture(file));
        assertThat(warningOf(stream))
                .isEqualTo("call.pcap#0x00000007: 25 of 50 packets were captured in part only and are not heard");
        assertThat(hear(stream).audioFrames()).isEqualTo(25);
    }

    @Test
    void shouldHearWhatThereIsOfAFileThatIsCutOffAndNameThePlace() throws Exception {
        byte[] bytes = good().bytes();
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 30);
        Capture capture = Capture.open(Files.write(folder.resolve("call.pcap"), cut));
        assertThat(capture.warnings())
                .singleElement()
                .asString()
                .endsWith("call.pcap is cut off: it ends amid a record, at byte " + cut.length);
        CollectingSink sink = hear(only(capture));
        assertThat(sink.frames).hasSize(PACKETS - 1);
        assertThat(sink.end).isEqualTo(EndOfMedia.TRUNCATED);
    }

    @Test
    void shouldNameFileAndPlaceOfWhatIsBroken() throws Exception {
        byte[] old = good().bytes();
        old[24 + 8 + 3] = 0x7f;
        refuses(old, "call.pcap is a broken capture: at byte 24 a packet claims 2130706646 bytes");
        byte[] newer = PcapBytes.pcapng(1, ByteOrder.LITTLE_ENDIAN, false)
                .frame(0, new byte[60])
                .bytes();
        int packetAt = newer.length - 92;
        byte[] twoLengths = newer.clone();
        twoLengths[newer.length - 4]++;
        refuses(twoLengths, "at byte " + packetAt + " a block has two lengths");
        byte[] strayInterface = newer.clone();
        strayInterface[packetAt + 8] = 3;
        refuses(strayInterface, "at byte " + packetAt + " a packet is of interface 3, and there are 1");
        byte[] oddBlock = newer.clone();
        oddBlock[packetAt + 4]++;
        refuses(oddBlock, "at byte " + packetAt + " a block claims 93 bytes");
        refuses(Arrays.copyOf(newer, 10), "at byte 10 the file ends amid its header");
        byte[] orderless = newer.clone();
        orderless[8] = 0;
        refuses(orderless, "at byte 0 a section does not say the order of its bytes");
    }

    @Test
    void shouldSayWhatACaptureWithoutAudioHolds() throws Exception {
        PcapBytes file = PcapBytes.pcap(1).frame(0, PcapBytes.udp(1, false, 53, 54, new byte[40]));
        file.frame(0, new byte[60]);
        refuses(file.bytes(), "call.pcap holds no stream of RTP that is heard (2 packets, 1 of UDP)");
    }

    @Test
    void shouldTellTheOtherReadersThatThisIsNoRecording() throws Exception {
        Path file = Files.write(folder.resolve("call.pcap"), good().bytes());
        assertThatThrownBy(() -> Recording.open(file, ChannelChoice.UNSAID)).hasMessageContaining("capture of packets");
        assertThat(Capture.isCapture(file)).isTrue();
        assertThat(Capture.isCapture(folder)).isFalse();
        assertThat(Capture.isCapture(folder.resolve("absent"))).isFalse();
    }

    private PcapBytes good() {
        PcapBytes file = PcapBytes.pcap(1);
        for (int i = 0; i < PACKETS; i++) {
            file.frame(at(i), PcapBytes.udp(1, false, 4000, 5000, packet(RtpFormat.ULAW, i, 7)));
        }
        return file;
    }

    private void refuses(byte[] bytes, String message) throws IOException {
        Path file = Files.write(folder.resolve("call.pcap"), bytes);
        assertThatThrownBy(() -> Capture.open(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(message);
    }

    private Capture capture(PcapBytes file) throws Exception {
        return Capture.open(Files.write(folder.resolve("call.pcap"), file.bytes()));
    }

    private static CapturedStream only(Capture capture) {
        assertThat(capture.streams()).hasSize(1);
        return capture.streams().get(0);
    }

    private static CollectingSink hear(CapturedStream stream) throws RecordingException {
        CollectingSink sink = new CollectingSink();
        try (CapturedStream.Reading reading = stream.open(Duration.ofMillis(60), sink)) {
            while (reading.readBlock()) {
                assertThat(sink.end).isNull();
            }
        }
        return sink;
    }

    private static String warningOf(CapturedStream stream) throws RecordingException {
        try (CapturedStream.Reading reading = stream.open(Duration.ofMillis(60), new CollectingSink())) {
            while (reading.readBlock()) {
                assertThat(reading.counters().packets().sum()).isPositive();
            }
            return reading.warning().orElse("");
        }
    }

    /** The packet of the format with this number, 20 ms long. */
    private byte[] packet(RtpFormat format, int number, int ssrc) {
        int samples = format.sampleRateHz() / 50;
        byte[] payload = RtpBytes.payload(format, pcm, samples * number, samples);
        return RtpBytes.packet(format.payloadType(), number, samples * number, ssrc, payload);
    }

    private static long at(int packet) {
        return START_NS + 20_000_000L * packet;
    }
}
