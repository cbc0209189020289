package io.callfuse.engine.ingress.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read out of the header. */
@Timeout(30)
class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void shouldReadEveryFieldOfAPlainPacket() {
        byte[] bytes = RtpBytes.packet(0x80 | 8, 65_535, 0xfffffff0, 0xcafebabe, (byte) 1, (byte) 2, (byte) 3);

        assertThat(packet.read(bytes, 0, bytes.length, 77)).isTrue();

        assertThat(packet.payloadType()).isEqualTo(8);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.sequence()).isEqualTo(65_535);
        assertThat(packet.timestamp()).isEqualTo(-16);
        assertThat(packet.ssrc()).isEqualTo(0xcafebabe);
        assertThat(packet.arrivalNs()).isEqualTo(77);
        assertThat(payload()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldReadAPacketAmidOtherBytes() {
        byte[] bytes = RtpBytes.packet(0, 7, 8, 9, (byte) 42);
        byte[] amid = ByteBuffer.allocate(40).put(new byte[5]).put(bytes).array();

        assertThat(packet.read(amid, 5, bytes.length, 0)).isTrue();
        assertThat(packet.sequence()).isEqualTo(7);
        assertThat(payload()).containsExactly(42);
    }

    @Test
    void shouldSkipContributingSourcesExtensionAndPadding() {
        byte[] bytes = ByteBuffer.allocate(12 + 8 + 8 + 2 + 3)
                .put((byte) (0x80 | 0x20 | 0x10 | 2))
                .put((byte) 0)
                .putShort((short) 1)
                .putInt(2)
                .putInt(3)
                .putLong(0x1122334455667788L)
                .putShort((short) 0xbede)
                .putShort((short) 1)
                .putInt(0x99999999)
                .put((byte) 51)
                .put((byte) 52)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) 3)
                .array();

        assertThat(packet.read(bytes, 0, bytes.length, 0)).isTrue();
        assertThat(payload()).containsExactly(51, 52);
    }

    @Test
    void shouldRefuseWhatContradictsItself() {
        byte[] good = RtpBytes.packet(0, 1, 2, 3, new byte[4]);

        assertThat(read(good, 11, good[0])).as("too short").isFalse();
        assertThat(read(good, 16, 0x40)).as("version 1").isFalse();
        assertThat(read(good, 16, 0x80 | 15)).as("sources beyond the end").isFalse();
        assertThat(read(good, 12, 0x80 | 0x10)).as("extension beyond the end").isFalse();
        assertThat(read(good, 16, 0x80 | 0x20)).as("padding of 0").isFalse();
        byte[] padded = good.clone();
        padded[15] = 5;
        assertThat(read(padded, 16, 0x80 | 0x20)).as("padding over the header").isFalse();
        byte[] extended = good.clone();
        extended[15] = 1;
        assertThat(read(extended, 16, 0x80 | 0x10)).as("long extension").isFalse();
        byte[] big = RtpBytes.packet(0, 1, 2, 3, new byte[RtpPacket.MAX_PAYLOAD_BYTES + 1]);
        assertThat(read(big, big.length, 0x80)).as("too much payload").isFalse();
        assertThat(read(good, 16, 0x80)).isTrue();
    }

    @Test
    void shouldTellControlPacketsFromAudioWithTheMarkerSet() {
        byte[] senderReport = RtpBytes.packet(200, 6, 0, 0, new byte[16]);
        byte[] audio = RtpBytes.packet(0x80, 6, 0, 0, new byte[160]);

        assertThat(RtpPacket.isRtcp(senderReport, 0, senderReport.length)).isTrue();
        assertThat(RtpPacket.isRtcp(audio, 0, audio.length)).isFalse();
        assertThat(RtpPacket.isRtcp(senderReport, 0, 7)).isFalse();
    }

    private boolean read(byte[] bytes, int length, int firstByte) {
        byte[] changed = bytes.clone();
        changed[0] = (byte) firstByte;
        return packet.read(changed, 0, length, 0);
    }

    private byte[] payload() {
        return Arrays.copyOfRange(packet.bytes(), packet.payloadAt(), packet.payloadAt() + packet.payloadBytes());
    }
}
