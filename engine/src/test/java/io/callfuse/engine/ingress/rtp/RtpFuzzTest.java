package io.callfuse.engine.ingress.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.FuzzRun;
import io.callfuse.engine.ingress.MediaFrameSink;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes in a datagram. */
@Timeout(3600)
class RtpFuzzTest {
    private static final int[] TYPES = {0, 0, 0, 0, 8, 10, 118, 13, 101, 96, 9, 72, 127};
    private static final int INPUTS_A_STREAM = 500;
    private static final long AHEAD_NS = 2_100_000_000L;

    private final RtpCounters counters = new RtpCounters();
    private final RtpPacket packet = new RtpPacket();
    private Frames frames = new Frames();
    private RtpReceiver receiver = receiver();
    private long nowNs;
    private int sequence;
    private int timestamp;

    @Test
    void shouldSurviveAnyDatagramAndNeverRunAheadOfTime() {
        FuzzRun.of(1, this::give);
        assertThat(counters.byName())
                .allSatisfy((name, count) -> assertThat(count.sum()).as(name).isGreaterThanOrEqualTo(0));
        for (String each : new String[] {
            "packets",
            "lost",
            "late",
            "duplicates",
            "restarts",
            "timestamp_jumps",
            "other_ssrc",
            "comfort_noise",
            "digits",
            "unknown_payload",
            "malformed"
        }) {
            assertThat(counters.byName().get(each).sum()).as(each).isPositive();
        }
    }

    private void give(Random random, long number) {
        if (number % INPUTS_A_STREAM == 0) {
            receiver.end(EndOfMedia.COMPLETED);
            frames = new Frames();
            receiver = receiver();
            nowNs = random.nextLong() >> 2;
            frames.sinceNs = nowNs;
        }
        nowNs += random.nextInt(40_000_000);
        byte[] bytes = bytes(random);
        int offset = random.nextInt(3) == 0 ? Math.min(bytes.length, random.nextInt(4)) : 0;
        int length = random.nextInt(20) == 0 ? random.nextInt(bytes.length - offset + 1) : bytes.length - offset;
        if (RtpPacket.isRtcp(bytes, offset, length)) {
            return;
        }
        if (packet.read(bytes, offset, length, nowNs)) {
            receiver.accept(packet);
        } else {
            counters.malformed().increment();
        }
        receiver.advance(nowNs);
        if (frames.gapsNs() > nowNs - frames.sinceNs + AHEAD_NS) {
            throw new AssertionError("the media run " + frames.gapsNs() + " ns in " + (nowNs - frames.sinceNs));
        }
    }

    /** Nearly a stream: most packets follow the one before. */
    private byte[] bytes(Random random) {
        byte[] payload = new byte[random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(5) == 0 ? 4 : 160];
        random.nextBytes(payload);
        sequence += random.nextInt(10) == 0 ? random.nextInt(9) - 4 : 1;
        timestamp += random.nextInt(10) == 0 ? random.nextInt(100_000) - 30_000 : 160;
        if (random.nextInt(200) == 0) {
            sequence = random.nextInt();
        }
        if (random.nextInt(200) == 0) {
            timestamp = random.nextInt();
        }
        int type = TYPES[random.nextInt(TYPES.length)] | (random.nextInt(20) == 0 ? 0x80 : 0);
        byte[] bytes = RtpBytes.packet(type, sequence, timestamp, random.nextInt(20) == 0 ? 7 : 5, payload);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            bytes[random.nextInt(12)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private RtpReceiver receiver() {
        return new RtpReceiver(Optional.of(RtpFormat.SLIN), Duration.ofMillis(60), frames, counters);
    }

    private static final class Frames implements MediaFrameSink {
        private long sinceNs;
        private long gaps;
        private boolean ended;

        long gapsNs() {
            return gaps * 20_000_000L;
        }

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            if (ended) {
                throw new AssertionError("audio after the end");
            }
        }

        @Override
        public void gap(long insertedAtNs) {
            gaps++;
            if (ended) {
                throw new AssertionError("a gap after the end");
            }
        }

        @Override
        public void digit(char digit) {
            assertThat("0123456789*#ABCD").contains(String.valueOf(digit));
        }

        @Override
        public void end(EndOfMedia reason) {
            assertThat(ended).isFalse();
            ended = true;
        }
    }
}
