package io.callfuse.engine.ingress.audiosocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.CollectingSink;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.LinearAssembler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real TCP connections, byte for byte as Asterisk makes them. */
@Timeout(60)
class AudioSocketServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final CallId CALL = CallId.random();
    private static final byte[] UUID = Messages.uuid(CALL);
    private static final byte[] SILENCE = Messages.message(0x10, new byte[320]);

    private final StubSessions sessions = new StubSessions();
    private final AudioSocketCounters counters = new AudioSocketCounters();
    private IngressLoop loop;
    private AudioSocketServer server;

    @BeforeEach
    void start() throws Exception {
        loop = new IngressLoop();
        start(new AudioSocketLimits(8, 32 * 1024, Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        server.close();
        loop.close();
    }

    @Test
    void shouldHearEverySampleAndDigitThatAsteriskSends() throws Exception {
        short[] pcm = Messages.babble(1, 16_000, 8000);
        try (Socket asterisk = connect()) {
            send(asterisk, UUID, Messages.stream(0x10, pcm, 160), Messages.message(0x03, (byte) '7'));
        }
        StubSessions.Leg leg = sessions.leg(CALL);
        assertThat(leg.awaitEnd()).isEqualTo(EndOfMedia.COMPLETED);
        assertThat(leg.heard.samples()).isEqualTo(pcm);
        assertThat(leg.heard.digits).hasToString("7");
        assertThat(leg.awaitOffer().inlet()).isEqualTo("audiosocket");
        assertThat(leg.awaitOffer().peer()).startsWith("127.0.0.1:");
        assertThat(counters.audioMessages().sum()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "0x10,8000",
        "0x11,12000",
        "0x12,16000",
        "0x13,24000",
        "0x14,32000",
        "0x15,44100",
        "0x16,48000",
        "0x17,96000",
        "0x18,192000"
    })
    void shouldBringEveryKindOfAudioToTheFramesThatARecordingGives(String kind, int rateHz) throws Exception {
        short[] pcm = Messages.babble(2, rateHz + 7, rateHz);
        try (Socket asterisk = connect()) {
            send(asterisk, UUID, Messages.stream(Integer.decode(kind), pcm, rateHz / 50), Messages.HANGUP);
            CollectingSink recorded = new CollectingSink();
            LinearAssembler assembler = new LinearAssembler(recorded);
            assembler.accept(pcm, 0, pcm.length, rateHz, 0);
            assembler.end(EndOfMedia.COMPLETED);
            assertThat(sessions.leg(CALL).awaitEnd()).isEqualTo(EndOfMedia.COMPLETED);
            assertThat(sessions.leg(CALL).heard.samples()).isEqualTo(recorded.samples());
            assertThat(recorded.frames).hasSize(51);
        }
    }

    @Test
    void shouldRecogniseMuLawThatIsCalledLinear() throws Exception {
        byte[] codes = Messages.muLaw(Messages.babble(3, 8000, 8000));
        try (Socket asterisk = connect()) {
            send(asterisk, UUID);
            for (int at = 0; at < codes.length; at += 160) {
                send(asterisk, Messages.message(0x10, Arrays.copyOfRange(codes, at, at + 160)));
            }
        }
        StubSessions.Leg leg = sessions.leg(CALL);
        leg.awaitEnd();
        short[] expected = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            expected[i] = G711.decodeMuLaw(codes[i]);
        }
        assertThat(leg.heard.samples()).isEqualTo(expected);
        assertThat(counters.muLawMessages().sum()).isEqualTo(50);
    }

    @Test
    void shouldHearMessagesOfOddLengths() throws Exception {
        short[] pcm = Messages.babble(4, 16_000, 8000);
        try (Socket asterisk = connect()) {
            send(asterisk, UUID, Messages.stream(0x10, pcm, 97));
        }
        sessions.leg(CALL).awaitEnd();
        assertThat(sessions.leg(CALL).heard.samples()).isEqualTo(pcm);
    }

    @Test
    void shouldAnswerWithSilenceAtOnceAndAgain() throws Exception {
        try (Socket asterisk = connect()) {
            send(asterisk, UUID);
            assertThat(asterisk.getInputStream().readNBytes(323)).isEqualTo(SILENCE);
            assertThat(asterisk.getInputStream().readNBytes(323)).isEqualTo(SILENCE);
        }
    }

    @Test
    void shouldNeverCloseAPeerThatSaidItsUuidAndThenNothing() throws Exception {
        restart(new AudioSocketLimits(8, 4096, Duration.ofMillis(50)));
        try (Socket asterisk = connect()) {
            send(asterisk, UUID);
            asterisk.getInputStream().readNBytes(3 * 323);
            assertThat(sessions.leg(CALL).ended()).isFalse();
            send(asterisk, SILENCE);
            await().until(() -> sessions.leg(CALL).frames == 1);
        }
    }

    @Test
    void shouldEndTheStreamWhenTheEngineFinishesIt() throws Exception {
        try (Socket asterisk = connect()) {
            send(asterisk, UUID, SILENCE);
            await().until(() -> sessions.leg(CALL).frames == 1);
            sessions.leg(CALL).awaitOffer().stream().finish();
            // As Asterisk does, go on sending until the hangup is seen; it must not be lost by a reset.
            send(asterisk, SILENCE, SILENCE);
            assertThat(endsWithHangup(asterisk)).isTrue();
        }
        assertThat(sessions.leg(CALL).awaitEnd()).isEqualTo(EndOfMedia.CLOSED_BY_ENGINE);
    }

    @Test
    void shouldHangUpOnAllPeersWhenItCloses() throws Exception {
        try (Socket asterisk = connect()) {
            send(asterisk, UUID);
            sessions.leg(CALL).awaitOffer();
            Thread closing = new Thread(server::close);
            closing.start();
            assertThat(endsWithHangup(asterisk)).isTrue();
            asterisk.shutdownOutput();
            closing.join();
        }
        assertThat(sessions.leg(CALL).awaitEnd()).isEqualTo(EndOfMedia.CLOSED_BY_ENGINE);
        assertThat(server.connections()).isZero();
    }

    static Stream<Arguments> offences() {
        return Map.<Rejection, byte[]>ofEntries(
                        Map.entry(Rejection.UNKNOWN_KIND, Messages.join(UUID, "GET / HTTP/1.1".getBytes())),
                        Map.entry(Rejection.BAD_HEADER, Messages.message(0x01, new byte[15])),
                        Map.entry(Rejection.OVERSIZE, Messages.join(UUID, Messages.claim(0x10, 0xfffe))),
                        Map.entry(Rejection.ODD_LENGTH, Messages.join(UUID, Messages.message(0x10, new byte[319]))),
                        Map.entry(Rejection.BAD_DIGIT, Messages.join(UUID, Messages.message(0x03, (byte) 'x'))),
                        Map.entry(Rejection.NOT_IDENTIFIED, SILENCE),
                        Map.entry(Rejection.SECOND_UUID, Messages.join(UUID, SILENCE, Messages.uuid(CallId.random()))),
                        Map.entry(Rejection.PEER_ERROR, Messages.join(UUID, Messages.message(0xff, (byte) 1))))
                .entrySet()
                .stream()
                .map(offence -> Arguments.of(offence.getKey(), offence.getValue()));
    }

    @ParameterizedTest
    @MethodSource("offences")
    void shouldSendAnOffenderAwayAndDisturbNobodyElse(Rejection reason, byte[] bytes) throws Exception {
        CallId other = CallId.random();
        try (Socket bystander = connect();
                Socket offender = connect()) {
            send(bystander, Messages.uuid(other), SILENCE);
            send(offender, bytes);
            assertThat(endsWithHangup(offender)).isTrue();
            assertThat(counters.rejected(reason).sum()).isEqualTo(1);
            send(bystander, SILENCE);
            await().until(() -> sessions.leg(other).frames == 2);
            assertThat(sessions.leg(other).ended()).isFalse();
        }
        long rejections = Stream.of(Rejection.values())
                .mapToLong(each -> counters.rejected(each).sum())
                .sum();
        assertThat(rejections).isEqualTo(1);
    }

    @Test
    void shouldSendAwayAPeerThatIsTooSlowToSayItsUuid() throws Exception {
        restart(new AudioSocketLimits(8, 4096, Duration.ofMillis(200)));
        try (Socket slow = connect()) {
            send(slow, Arrays.copyOf(UUID, 5));
            assertThat(endsWithHangup(slow)).isTrue();
        }
        assertThat(counters.rejected(Rejection.IDENTIFY_TIMEOUT).sum()).isEqualTo(1);
    }

    @Test
    void shouldSendAwayACallThatTheEngineDoesNotWant() throws Exception {
        sessions.refusal = "no such call is under watch";
        try (Socket asterisk = connect()) {
            send(asterisk, UUID, SILENCE, SILENCE);
            assertThat(endsWithHangup(asterisk)).isTrue();
        }
        assertThat(counters.rejected(Rejection.REFUSED).sum()).isEqualTo(1);
        assertThat(counters.streams().sum()).isZero();
    }

    @Test
    void shouldSendAwayOneConnectionTooMany() throws Exception {
        restart(new AudioSocketLimits(1, 4096, Duration.ofSeconds(10)));
        try (Socket first = connect()) {
            send(first, UUID);
            sessions.leg(CALL).awaitOffer();
            try (Socket second = connect()) {
                assertThat(endsWithHangup(second)).isTrue();
            }
            send(first, SILENCE);
            await().until(() -> sessions.leg(CALL).frames == 1);
        }
        assertThat(counters.rejected(Rejection.TOO_MANY_CONNECTIONS).sum()).isEqualTo(1);
    }

    @Test
    void shouldSurviveAFaultOfTheEngine() throws Exception {
        StubSessions.Leg leg = sessions.leg(CALL);
        leg.failure = new IllegalStateException("a leg that fails");
        try (Socket asterisk = connect()) {
            send(asterisk, UUID, SILENCE);
            assertThat(endsWithHangup(asterisk)).isTrue();
        }
        sessions.failure = new IllegalStateException("sessions that fail");
        try (Socket asterisk = connect()) {
            send(asterisk, UUID);
            assertThat(endsWithHangup(asterisk)).isTrue();
        }
        assertThat(counters.rejected(Rejection.INTERNAL).sum()).isEqualTo(2);
    }

    @Test
    void shouldTellAStreamThatBreaksOffFromOneThatEnds() throws Exception {
        try (Socket asterisk = connect()) {
            send(asterisk, UUID, Arrays.copyOf(SILENCE, 100));
        }
        assertThat(sessions.leg(CALL).awaitEnd()).isEqualTo(EndOfMedia.CONNECTION_LOST);
        assertThat(counters.connectionsLost().sum()).isEqualTo(1);
    }

    @Test
    void shouldNoticeAReset() throws Exception {
        try (Socket asterisk = connect()) {
            send(asterisk, UUID, SILENCE);
            await().until(() -> sessions.leg(CALL).frames == 1);
            asterisk.setSoLinger(true, 0);
        }
        assertThat(sessions.leg(CALL).awaitEnd()).isEqualTo(EndOfMedia.CONNECTION_LOST);
    }

    @Test
    void shouldSayWhichAddressIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            AudioSocketServer second =
                    new AudioSocketServer(loop, address, AudioSocketLimits.defaults(), sessions, counters);
            assertThatThrownBy(second::start)
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining(":" + taken.getLocalPort() + ": Address already in use");
            second.close();
        }
    }

    private void start(AudioSocketLimits limits) throws BindFailedException {
        server = new AudioSocketServer(loop, ANY_PORT, limits, sessions, counters);
        server.start();
    }

    private void restart(AudioSocketLimits limits) throws BindFailedException {
        server.close();
        start(limits);
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket peer, byte[]... messages) throws IOException {
        peer.getOutputStream().write(Messages.join(messages));
    }

    /** Reads to the end of the connection: some silence perhaps, then one hangup, and the end of the stream. */
    private static boolean endsWithHangup(Socket peer) throws IOException {
        byte[] received = peer.getInputStream().readAllBytes();
        byte[] tail = Arrays.copyOfRange(received, Math.max(0, received.length - 3), received.length);
        return received.length % 323 == 3 && Arrays.equals(tail, Messages.HANGUP);
    }
}
