package io.callfuse.engine.ingress.audiosocket;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.FuzzRun;
import io.callfuse.engine.ingress.PeerWarnings;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Whatever a peer sends: the stream is heard or refused for a reason that is counted, and every buffer is given back. */
@Timeout(7200)
class AudioSocketFuzzTest {
    private static final CallId CALL = new CallId(UUID.fromString("67691a8c-145c-4c5e-9d0e-5b02753f4b8a"));
    private static final AudioSocketLimits LIMITS = new AudioSocketLimits(10, 4096, Duration.ofSeconds(5));

    private final AudioSocketCounters counters = new AudioSocketCounters();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private CollectingSink sink;

    /** A line for each of so many peers would say nothing. */
    @BeforeAll
    static void beQuiet() {
        ((Logger) LoggerFactory.getLogger(PeerWarnings.class)).setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        ((Logger) LoggerFactory.getLogger(PeerWarnings.class)).setLevel(null);
    }

    @Test
    void shouldHearOrRefuseAnyBytesAndReleaseEveryBuffer() {
        FuzzRun.of(4, (random, number) -> give(random));
        assertThat(allocator.metric().usedHeapMemory()).isZero();
        assertThat(counters.rejected(Rejection.INTERNAL).sum()).isZero();
        for (Rejection reason : List.of(
                Rejection.UNKNOWN_KIND,
                Rejection.BAD_HEADER,
                Rejection.OVERSIZE,
                Rejection.ODD_LENGTH,
                Rejection.BAD_DIGIT,
                Rejection.NOT_IDENTIFIED,
                Rejection.SECOND_UUID,
                Rejection.PEER_ERROR)) {
            assertThat(counters.rejected(reason).sum()).as(reason.counterName()).isPositive();
        }
    }

    private void give(Random random) {
        sink = null;
        Inlet inlet = new Inlet(LIMITS, offer -> sink = new CollectingSink(), counters);
        AudioSocketConnection connection = new AudioSocketConnection(inlet, "fuzz");
        EmbeddedChannel channel =
                new EmbeddedChannel(new AudioSocketDecoder(LIMITS.maxPayloadBytes(), connection), connection);
        channel.config().setAllocator(allocator);
        // A closed channel takes no more, as a closed socket does not.
        for (int part = random.nextInt(5); part >= 0 && channel.isOpen(); part--) {
            channel.writeInbound(allocator.heapBuffer().writeBytes(bytes(random)));
        }
        channel.finishAndReleaseAll();
        channel.checkException();
        assertThat(sink == null || sink.end != null).isTrue();
    }

    /** Half of it noise, half of it messages that are nearly right. */
    private static byte[] bytes(Random random) {
        byte[] payload = new byte[random.nextInt(200)];
        random.nextBytes(payload);
        byte[] digit = {(byte) random.nextInt(128)};
        return switch (random.nextInt(9)) {
            case 0 -> payload;
            case 1, 2 -> Messages.uuid(CALL);
            case 3 -> Messages.message(0x10 + random.nextInt(9), payload);
            case 4 -> Messages.claim(0x10 + random.nextInt(9), random.nextInt(0x10000), payload);
            case 5 -> Messages.message(random.nextInt(256), payload);
            case 6 -> Messages.message(0x03, digit);
            case 7 -> Messages.message(0x10, new byte[320]);
            default -> Messages.message(random.nextInt(4) == 0 ? 0xff : 0x18, new byte[160]);
        };
    }
}
