package io.callfuse.engine.action.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.admission.Doorkeeper;
import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hundreds of dialplans at once, and peers that hold on: none costs a thread, none keeps the others waiting. */
@Timeout(120)
class ManyAgiSessionsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SLOW = 500;

    @Test
    void shouldAnswerAtOnceBesideFiveHundredSlowSessionsWithoutAThreadForEach() throws Exception {
        try (AgiDoor door = open(Networks.LOOPBACK, SLOW + 8, SLOW + 8, LONG)) {
            List<AgiCaller> slow = new ArrayList<>();
            for (int i = 0; i < SLOW; i++) {
                AgiCaller caller = new AgiCaller(door.address());
                slow.add(caller);
                caller.variables.put("CALLFUSE_ID", CallId.random().toString());
                caller.send("agi_network: yes\nagi_network_script: verd");
            }
            try (AgiCaller quick = new AgiCaller(door.address())) {
                assertThat(quick.ask("watch").variables).containsEntry("CALLFUSE_STATE", "watching");
            }
            assertThat(agiThreads()).isBetween(1L, 5L);
            for (AgiCaller caller : slow) {
                assertThat(caller.goOn("ict\n\n").variables).containsEntry("CALLFUSE_STATE", "unknown-call");
                caller.close();
            }
            assertThat(door.counters().get("requests").sum()).isEqualTo(SLOW + 1L);
            assertThat(door.counters().get("cut_off").sum()).isZero();
        }
    }

    @Test
    void shouldCutOffEverySessionThatHoldsOn() throws Exception {
        try (AgiDoor door = open(Networks.LOOPBACK, 200, 200, Duration.ofMillis(300))) {
            List<AgiCaller> silent = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                silent.add(new AgiCaller(door.address()));
            }
            for (AgiCaller caller : silent) {
                assertThat(caller.isTurnedAway()).isTrue();
                caller.close();
            }
            await().until(() -> door.counters().get("cut_off").sum() == 100);
        }
    }

    @Test
    void shouldRefuseForeignNetworksAndTooManyOfOneAddress() throws Exception {
        try (AgiDoor door = open(Networks.parse("127.0.0.0/30"), 8, 1, LONG)) {
            assertThat(isRefused(connect(door, "127.0.0.77"))).isTrue();
            try (Socket first = connect(door, "127.0.0.1")) {
                await().until(first::isConnected);
                assertThat(isRefused(connect(door, "127.0.0.1"))).isTrue();
                try (Socket other = connect(door, "127.0.0.2")) {
                    other.setSoTimeout(300);
                    assertThat(isSilent(other)).isTrue();
                }
            }
            assertThat(door.counters().get("refused_foreign_network").sum()).isEqualTo(1);
            assertThat(door.counters().get("refused_too_many").sum()).isEqualTo(1);
        }
    }

    @Test
    void shouldReadARequestThatComesByteByByte() throws Exception {
        try (AgiDoor door = open(Networks.LOOPBACK, 8, 8, LONG);
                Socket peer = connect(door, "127.0.0.1")) {
            peer.setTcpNoDelay(true);
            for (byte next : "agi_network_script: ping\r\nagi_channel: X\n\n".getBytes(StandardCharsets.US_ASCII)) {
                peer.getOutputStream().write(next);
            }
            byte[] expected = "SET VARIABLE \"CALLFUSE_ALIVE\" \"yes\"\n".getBytes(StandardCharsets.US_ASCII);
            assertThat(peer.getInputStream().readNBytes(expected.length)).isEqualTo(expected);
            peer.getOutputStream()
                    .write("HANGUP\n520-Invalid command syntax.\n520 End of proper usage.\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static AgiDoor open(Networks allowed, int sessions, int perPeer, Duration deadline) throws IOException {
        AgiSettings settings =
                new AgiSettings(ANY_PORT, new Doorkeeper.Rules("agi", allowed, sessions, perPeer), deadline);
        AgiDoor door = new AgiDoor(settings, new WillingDesk());
        door.start();
        return door;
    }

    private static Socket connect(AgiDoor door, String from) throws IOException {
        InetSocketAddress address = door.address();
        return new Socket(address.getAddress(), address.getPort(), InetAddress.getByName(from), 0);
    }

    private static boolean isRefused(Socket peer) throws IOException {
        try (peer) {
            return peer.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static boolean isSilent(Socket peer) throws IOException {
        try {
            return peer.getInputStream().read() > 0;
        } catch (java.net.SocketTimeoutException silent) {
            return true;
        }
    }

    private static long agiThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("agi-"))
                .count();
    }

    private static final class WillingDesk implements CallDesk {
        @Override
        public WatchAnswer watch(CallChannel channel, Optional<CallId> already) {
            return new WatchAnswer(CallId.random(), "watching");
        }

        @Override
        public Verdict verdict(Optional<CallId> id, String uniqueId) {
            return Verdict.unknownCall();
        }

        @Override
        public boolean unwatch(Optional<CallId> id, String uniqueId) {
            return true;
        }

        @Override
        public boolean mark(Optional<CallId> id, String uniqueId, Map<String, String> marks) {
            return true;
        }

        @Override
        public boolean takesCalls() {
            return true;
        }
    }
}
