package io.callfuse.engine.ingress.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.FuzzRun;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.rtp.RtpBytes;
import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a file holds that begins like a capture: it is heard, or refused by a message that names it. */
@Timeout(14400)
class CaptureFuzzTest {
    private static final int[] LINKS = {1, 1, 1, 0, 108, 12, 101, 113, 276, 228, 229, 105, 65_535};
    private static final String SESSION =
            "SIP/2.0 200 OK\r\n\r\nc=IN IP4 192.0.2.2\r\nm=audio 5000 RTP/AVP 0 97\r\n" + "a=rtpmap:97 L16/16000\r\n";

    private static final Path FILE = Path.of("fuzz.pcap");

    private long heard;
    private long refused;

    @Test
    void shouldHearOrRefuseAnyFile() {
        FuzzRun.of(2, (random, number) -> give(random));
        assertThat(heard).isPositive();
        assertThat(refused).isPositive();
    }

    private void give(Random random) {
        byte[] bytes = bytes(random);
        try {
            CaptureSource source = new CaptureSource(FILE, () -> new ByteArrayInputStream(bytes));
            for (CapturedStream stream : Capture.open(source).streams()) {
                hear(stream);
            }
        } catch (RecordingException refusal) {
            refused++;
            if (!refusal.getMessage().startsWith(FILE + " ")) {
                throw new AssertionError("unclear: " + refusal.getMessage(), refusal);
            }
        }
    }

    private void hear(CapturedStream stream) throws RecordingException {
        Ends sink = new Ends();
        try (CapturedStream.Reading reading = stream.open(Duration.ofMillis(60), sink)) {
            while (reading.readBlock()) {
                heard++;
            }
            heard++;
            reading.warning();
        }
        if (!sink.ended) {
            throw new AssertionError("a leg was left open");
        }
    }

    /** A capture of one or two streams and other things, with some bytes changed, or none. */
    private static byte[] bytes(Random random) {
        int link = LINKS[random.nextInt(LINKS.length)];
        ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        PcapBytes file = random.nextBoolean()
                ? PcapBytes.pcap(link, order, random.nextBoolean())
                : PcapBytes.pcapng(link, order, random.nextBoolean());
        int type = new int[] {0, 0, 8, 10, 118, 97, 9}[random.nextInt(7)];
        for (int i = 0; i < 12 + random.nextInt(6); i++) {
            byte[] payload = new byte[random.nextInt(8) == 0 ? random.nextInt(300) : 160];
            byte[] packet = RtpBytes.packet(type, i, 160 * i, random.nextInt(3) == 0 ? 8 : 7, payload);
            byte[] frame =
                    switch (random.nextInt(12)) {
                        case 0 -> PcapBytes.udp(link, true, 4000, 5000, packet);
                        case 1 -> PcapBytes.taggedUdp(4000, 5000, packet);
                        case 2 -> PcapBytes.udp(link, false, 5060, 5060, sip(random));
                        default -> PcapBytes.udp(link, false, 4000, 5000, packet);
                    };
            byte[] captured = random.nextInt(10) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
            file.frame(20_000_000L * i + random.nextInt(30_000_000), frame.length, captured);
        }
        return damaged(file.bytes(), random);
    }

    private static byte[] sip(Random random) {
        byte[] sip = SESSION.getBytes(StandardCharsets.ISO_8859_1);
        sip[random.nextInt(sip.length)] = (byte) random.nextInt();
        return sip;
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        for (int damage = random.nextInt(4); damage > 0; damage--) {
            // Half of it where the headers are.
            int reach = random.nextBoolean() ? Math.min(bytes.length, 160) : bytes.length;
            bytes[random.nextInt(reach)] = (byte) random.nextInt();
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static final class Ends implements MediaFrameSink {
        private boolean ended;

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            refuseAfterTheEnd();
        }

        @Override
        public void gap(long insertedAtNs) {
            refuseAfterTheEnd();
        }

        @Override
        public void digit(char digit) {
            refuseAfterTheEnd();
        }

        @Override
        public void end(EndOfMedia reason) {
            refuseAfterTheEnd();
            ended = true;
        }

        private void refuseAfterTheEnd() {
            if (ended) {
                throw new AssertionError("called after the end of media");
            }
        }
    }
}
