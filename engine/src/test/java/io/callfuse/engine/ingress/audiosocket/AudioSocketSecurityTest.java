package io.callfuse.engine.ingress.audiosocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is kept out of the AudioSocket inlet, over real TCP connections from several addresses of this machine. */
@Timeout(60)
class AudioSocketSecurityTest {
    private static final CallId CALL = CallId.random();

    private final StubSessions sessions = new StubSessions();
    private final AudioSocketCounters counters = new AudioSocketCounters();
    private final IngressLoop loop = new IngressLoop();
    private AudioSocketServer server;

    @AfterEach
    void stop() {
        server.close();
        loop.close();
    }

    @Test
    void shouldRefuseAPeerOfAForeignNetworkAtOnce() throws Exception {
        start("127.0.0.0/30", 8, 0);
        try (Socket stranger = connect("127.0.0.9")) {
            assertThat(isCutOff(stranger)).isTrue();
        }
        assertThat(counters.rejected(Rejection.FOREIGN_NETWORK).sum()).isEqualTo(1);
        assertThat(counters.connections().sum()).isZero();
        try (Socket asterisk = connect("127.0.0.2")) {
            asterisk.getOutputStream().write(Messages.uuid(CALL));
            sessions.leg(CALL).awaitOffer();
        }
    }

    @Test
    void shouldLimitTheConnectionsOfOneAddressAndLetOthersIn() throws Exception {
        start("127.0.0.0/8", 1, 0);
        try (Socket first = connect("127.0.0.1")) {
            first.getOutputStream().write(Messages.uuid(CALL));
            sessions.leg(CALL).awaitOffer();
            try (Socket second = connect("127.0.0.1");
                    Socket other = connect("127.0.0.2")) {
                assertThat(second.getInputStream().readAllBytes()).isEqualTo(Messages.HANGUP);
                CallId call = CallId.random();
                other.getOutputStream().write(Messages.uuid(call));
                sessions.leg(call).awaitOffer();
            }
        }
        await().until(() -> server.connections() == 0);
        try (Socket again = connect("127.0.0.1")) {
            CallId call = CallId.random();
            again.getOutputStream().write(Messages.uuid(call));
            sessions.leg(call).awaitOffer();
        }
        assertThat(counters.rejected(Rejection.TOO_MANY_CONNECTIONS).sum()).isEqualTo(1);
    }

    @Test
    void shouldCutOffAStreamThatIsFasterThanAnyCall() throws Exception {
        start("loopback", 8, 4);
        try (Socket peer = connect("127.0.0.1")) {
            peer.getOutputStream().write(Messages.uuid(CALL));
            byte[] second = Messages.stream(0x10, new short[8000], 160);
            try {
                for (int i = 0; i < 600; i++) {
                    peer.getOutputStream().write(second);
                }
            } catch (SocketException closedByTheEngine) {
                assertThat(closedByTheEngine).isNotNull();
            }
            assertThat(sessions.leg(CALL).awaitEnd()).isEqualTo(EndOfMedia.PROTOCOL_ERROR);
        }
        assertThat(counters.rejected(Rejection.TOO_FAST).sum()).isEqualTo(1);
        assertThat(sessions.leg(CALL).heard.frames).hasSizeGreaterThanOrEqualTo(500);
    }

    private void start(String allowed, int maxPerPeer, double maxSpeed) throws BindFailedException {
        AudioSocketLimits limits = new AudioSocketLimits(8, 32 * 1024, Duration.ofSeconds(10), maxPerPeer, maxSpeed);
        InetSocketAddress anyPort = new InetSocketAddress("127.0.0.1", 0);
        server = new AudioSocketServer(loop, anyPort, limits, Networks.parse(allowed), sessions, counters);
        server.start();
    }

    private Socket connect(String from) throws IOException {
        InetSocketAddress door = server.address();
        Socket socket = new Socket(door.getAddress(), door.getPort(), InetAddress.getByName(from), 0);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static boolean isCutOff(Socket peer) throws IOException {
        try {
            return peer.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
