package io.callfuse.engine.ingress.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.admission.Network;
import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Asterisk says over the WebSockets that it opens, and what becomes of those who say something else. */
@Timeout(60)
class WebSocketServerTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String START = "MEDIA_START connection_id:1 format:slin optimal_frame_size:320";

    private final IngressLoop loop = new IngressLoop();
    private final WebSocketCounters counters = new WebSocketCounters();
    private final CallId call = CallId.random();
    private final Tape tape = new Tape();
    private final AtomicReference<MediaOffer> offered = new AtomicReference<>();
    private WebSocketInlet inlet;
    private WebSocketServer server;

    @AfterEach
    void close() {
        server.close();
        inlet.close();
        loop.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                START,
                "{\"event\":\"MEDIA_START\",\"format\":\"slin\",\"optimal_frame_size\":320,\"channel_variables\":{\"A\":\"b\"}}"
            })
    void shouldReadTheStartInBothForms(String start) throws Exception {
        open(WebSocketCaller.patientLimits());
        short[] pcm = noise(1600);
        try (WebSocketCaller caller = connect()) {
            caller.text(start);
            caller.binary(WebSocketCaller.slin(pcm, 0, 1600));
            awaitFrames(10);
        }
        assertThat(tape.ended()).isEqualTo(EndOfMedia.COMPLETED);
        assertThat(tape.samples()).isEqualTo(pcm);
        assertThat(offered.get().inlet()).isEqualTo("websocket");
        assertThat(offered.get().call()).isEqualTo(call);
        assertThat(offered.get().peer()).startsWith("127.0.0.1:");
    }

    @Test
    void shouldHearMessagesOfAnySizeAndFragments() throws Exception {
        open(WebSocketCaller.patientLimits());
        short[] pcm = noise(1600);
        byte[] bytes = WebSocketCaller.slin(pcm, 0, 1600);
        Random random = new Random(7);
        try (WebSocketCaller caller = connect()) {
            caller.text(START);
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, random.nextInt(100));
                caller.binary(
                        Arrays.copyOfRange(bytes, at, at + length),
                        at + length == bytes.length || random.nextBoolean());
                at += length;
            }
            awaitFrames(10);
        }
        assertThat(tape.ended()).isEqualTo(EndOfMedia.COMPLETED);
        assertThat(tape.samples()).isEqualTo(pcm);
    }

    @Test
    void shouldSkipWhatIsOverTheBoundWhenAudioWasHeldUp() throws Exception {
        open(new WebSocketLimits(10, 10, WebSocketLimits.MESSAGE_BYTES, SOON, Duration.ofMillis(500)));
        byte[] second = WebSocketCaller.slin(noise(8000), 0, 8000);
        try (WebSocketCaller caller = connect()) {
            caller.text(START);
            for (int sent = 0; sent < 20; sent++) {
                caller.binary(second);
            }
            caller.text("MEDIA_XOFF");
            await().atMost(SOON).until(() -> counters.flowOff().sum() == 1);
        }
        assertThat(tape.ended()).isEqualTo(EndOfMedia.COMPLETED);
        assertThat(counters.audioMessages().sum()).isEqualTo(20);
        assertThat(counters.bursts().sum()).isPositive();
        // 20 s came in far less; however long it took, no more than that time, the bound and a message a burst were
        // heard.
        assertThat(counters.skippedMs().sum() + 20L * tape.frames()).isEqualTo(20_000);
        assertThat(counters.skippedMs().sum()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HELLO there|UNKNOWN_EVENT",
                "{\"event\":\"QUEUE_DRAINED\"}|UNKNOWN_EVENT",
                "DTMF_END digit:x|BAD_DIGIT",
                "DTMF_END digit:12|BAD_DIGIT"
            })
    void shouldPassOverWhatItDoesNotKnow(String text, WebSocketFault fault) throws Exception {
        open(WebSocketCaller.patientLimits());
        try (WebSocketCaller caller = connect()) {
            caller.text(START);
            caller.text(text);
            caller.binary(WebSocketCaller.slin(noise(160), 0, 160));
            awaitFrames(1);
        }
        assertThat(tape.ended()).isEqualTo(EndOfMedia.COMPLETED);
        assertThat(counters.faults(fault).sum()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello there|MALFORMED_EVENT|1007",
                "{\"event\":|MALFORMED_EVENT|1007",
                "{\"command\":\"HANGUP\"}|MALFORMED_EVENT|1007",
                "MEDIA_START format:opus|UNKNOWN_FORMAT|1003",
                "DTMF_END digit:5|NOT_STARTED|1008"
            })
    void shouldSendAwayWhoBreaksTheProtocol(String text, WebSocketFault fault, String status) throws Exception {
        open(WebSocketCaller.patientLimits());
        try (WebSocketCaller caller = connect()) {
            caller.text(text);
            assertThat(caller.closed().get(20, TimeUnit.SECONDS)).isEqualTo(status + " " + fault);
        }
        assertThat(counters.faults(fault).sum()).isOne();
        assertThat(offered).hasNullValue();
    }

    @Test
    void shouldSendAwayWhoseMessageIsTooLong() throws Exception {
        open(WebSocketCaller.patientLimits());
        try (WebSocketCaller caller = connect()) {
            caller.text(START);
            try {
                caller.binary(new byte[40_000], false);
                caller.binary(new byte[40_000], true);
            } catch (IOException closed) {
                // As well.
            }
            assertThat(tape.ended()).isEqualTo(EndOfMedia.PROTOCOL_ERROR);
        }
        assertThat(counters.faults(WebSocketFault.OVERSIZE).sum()).isOne();
    }

    @Test
    void shouldSendAwayWhoSaysNothing() throws Exception {
        open(new WebSocketLimits(10, 10, 1024, Duration.ofMillis(50), Duration.ofSeconds(1)));
        try (WebSocketCaller caller = connect()) {
            assertThat(caller.closed().get(20, TimeUnit.SECONDS)).isEqualTo("1008 START_TIMEOUT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?call=", "?call=nobody", "?call=1&call=2", "/other?call=1"})
    void shouldRefuseARequestThatNamesNoCall(String query) throws Exception {
        open(WebSocketCaller.patientLimits());
        assertThatThrownBy(() -> new WebSocketCaller(server.address(), query)).hasMessageContaining("Handshake");
        assertThat(counters.faults(WebSocketFault.BAD_REQUEST).sum()).isOne();
    }

    @Test
    void shouldLetNobodyInFromElsewhere() throws Exception {
        open(WebSocketCaller.patientLimits(), new Networks(List.of(Network.parse("10.0.0.0/8"))));
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
        assertThat(counters.faults(WebSocketFault.FOREIGN_NETWORK).sum()).isPositive();
    }

    @Test
    void shouldTellAStreamThatBreaksFromOneThatEnds() throws Exception {
        open(WebSocketCaller.patientLimits());
        WebSocketCaller caller = connect();
        caller.text(START);
        caller.binary(WebSocketCaller.slin(noise(160), 0, 160));
        awaitFrames(1);
        caller.abort();
        assertThat(tape.ended()).isEqualTo(EndOfMedia.CONNECTION_LOST);
        assertThat(counters.connectionsLost().sum()).isOne();
    }

    private void open(WebSocketLimits limits) throws IOException {
        open(limits, Networks.LOOPBACK);
    }

    private void open(WebSocketLimits limits, Networks allowed) throws IOException {
        inlet = new WebSocketInlet(loop, limits, this::hear, counters);
        server = new WebSocketServer(inlet, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), allowed);
        server.start();
    }

    private MediaFrameSink hear(MediaOffer offer) {
        offered.set(offer);
        return tape;
    }

    private WebSocketCaller connect() throws IOException {
        return new WebSocketCaller(server.address(), "?call=" + call);
    }

    private void awaitFrames(int frames) {
        await().atMost(SOON).until(() -> tape.frames() >= frames);
    }

    private static short[] noise(int samples) {
        Random random = new Random(5);
        short[] noise = new short[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (short) random.nextInt();
        }
        return noise;
    }

    /** Written by the inlet's thread, read by the test's. */
    private static final class Tape implements MediaFrameSink {
        private final CollectingSink heard = new CollectingSink();
        private EndOfMedia end;

        @Override
        public synchronized void audio(short[] samples, int offset, long arrivalNs) {
            heard.audio(samples, offset, arrivalNs);
        }

        @Override
        public synchronized void gap(long insertedAtNs) {
            heard.gap(insertedAtNs);
        }

        @Override
        public synchronized void digit(char digit) {
            heard.digit(digit);
        }

        @Override
        public synchronized void end(EndOfMedia reason) {
            heard.end(reason);
            end = reason;
        }

        synchronized int frames() {
            return heard.frames.size();
        }

        synchronized short[] samples() {
            return heard.samples();
        }

        private synchronized EndOfMedia now() {
            return end;
        }

        EndOfMedia ended() {
            await().atMost(SOON).until(() -> now() != null);
            return now();
        }
    }
}
