package io.callfuse.engine.ingress.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.FuzzRun;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes over a WebSocket once it is open. */
@Timeout(14400)
class WebSocketFuzzTest {
    private static final int INPUTS_A_STREAM = 40;
    private static final int MESSAGE_BYTES = 1024;
    private static final String[] TEXTS = {
        "MEDIA_START format:slin",
        "MEDIA_START format:ulaw",
        "MEDIA_START format:slin48",
        "MEDIA_START format:opus",
        "{\"event\":\"MEDIA_START\",\"format\":\"slin16\"}",
        "{\"event\":\"DTMF_END\",\"digit\":\"5\"}",
        "DTMF_END digit:#",
        "MEDIA_XOFF",
        "MEDIA_XON",
        "{\"a\":[[[{}]]]}",
        ""
    };

    private final IngressLoop loop = new IngressLoop();
    private final WebSocketCounters counters = new WebSocketCounters();
    private final WebSocketInlet inlet = new WebSocketInlet(
            loop,
            new WebSocketLimits(10, 10, MESSAGE_BYTES, Duration.ofSeconds(20), Duration.ofMillis(100)),
            offer -> new Frames(),
            counters);
    private EmbeddedChannel channel;
    private long begun;
    private long ended;

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void shouldSurviveAnyBytes() {
        FuzzRun.of(3, this::give);
        end();
        assertThat(begun).isPositive().isEqualTo(ended);
        for (WebSocketFault fault : new WebSocketFault[] {
            WebSocketFault.MALFORMED_EVENT,
            WebSocketFault.UNKNOWN_EVENT,
            WebSocketFault.UNKNOWN_FORMAT,
            WebSocketFault.BAD_DIGIT,
            WebSocketFault.NOT_STARTED,
            WebSocketFault.SECOND_START,
            WebSocketFault.OVERSIZE,
            WebSocketFault.BROKEN_FRAME
        }) {
            assertThat(counters.faults(fault).sum()).as("%s", fault).isPositive();
        }
        assertThat(counters.faults(WebSocketFault.INTERNAL).sum()).isZero();
        assertThat(counters.skippedMs().sum()).isPositive();
        assertThat(counters.digits().sum()).isPositive();
    }

    private void give(Random random, long number) {
        if (number % INPUTS_A_STREAM == 0 || !channel.isActive()) {
            end();
            channel = new EmbeddedChannel(
                    new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                            .expectMaskedFrames(false)
                            .maxFramePayloadLength(MESSAGE_BYTES)
                            .build()),
                    new Utf8FrameValidator());
            inlet.hear(channel.pipeline(), new WebSocketStream(inlet, CallId.random(), "fuzz"));
            if (random.nextInt(10) > 0) {
                channel.writeInbound(Unpooled.wrappedBuffer(frame(1, bytes(TEXTS[random.nextInt(3)]))));
            }
        }
        byte[] bytes = input(random);
        int cut = random.nextInt(8) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, cut));
        if (channel.isActive() && random.nextBoolean()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, cut, bytes.length - cut));
        }
        channel.runPendingTasks();
        channel.checkException();
        channel.releaseOutbound();
        if (channel.inboundMessages().size() > 0) {
            throw new AssertionError("something went past the stream: " + channel.inboundMessages());
        }
    }

    private void end() {
        if (channel != null) {
            channel.finishAndReleaseAll();
        }
    }

    private static byte[] input(Random random) {
        byte[] payload = new byte[random.nextInt(50) == 0 ? random.nextInt(3000) : random.nextInt(400)];
        random.nextBytes(payload);
        if (random.nextInt(4) == 0) {
            payload = bytes(TEXTS[random.nextInt(TEXTS.length)]);
            if (payload.length > 0 && random.nextInt(3) == 0) {
                payload[random.nextInt(payload.length)] = (byte) (' ' + random.nextInt(90));
            }
            return frame(1, payload);
        }
        byte[] frame = frame(random.nextInt(30) == 0 ? random.nextInt(16) : 2, payload);
        if (random.nextInt(30) == 0) {
            frame[0] = (byte) random.nextInt();
        }
        return frame;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A whole frame, not masked. */
    private static byte[] frame(int opcode, byte[] payload) {
        boolean small = payload.length < 126;
        byte[] frame = new byte[payload.length + (small ? 2 : 4)];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (small ? payload.length : 126);
        if (!small) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, small ? 2 : 4, payload.length);
        return frame;
    }

    private final class Frames implements MediaFrameSink {
        private boolean over;

        Frames() {
            begun++;
        }

        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            if (over) {
                throw new AssertionError("audio after the end");
            }
        }

        @Override
        public void gap(long insertedAtNs) {
            throw new AssertionError("this inlet inserts no gap");
        }

        @Override
        public void digit(char digit) {
            assertThat("0123456789*#ABCD").contains(String.valueOf(digit));
        }

        @Override
        public void end(EndOfMedia reason) {
            assertThat(over).isFalse();
            over = true;
            ended++;
        }
    }
}
