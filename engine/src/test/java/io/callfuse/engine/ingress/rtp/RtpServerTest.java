package io.callfuse.engine.ingress.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is RTP's own: ports, sources, and who is not heard. What all inlets do is in the contract. */
@Timeout(60)
class RtpServerTest {
    private static final InetSocketAddress LISTEN = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final IngressLoop loop = new IngressLoop();
    private final RtpCounters counters = new RtpCounters();
    private final Map<CallId, CountingSink> legs = new ConcurrentHashMap<>();
    private final CallId call = CallId.random();
    private final short[] pcm = RtpBytes.babble(1, 16_000);
    private RtpServer server;

    @AfterEach
    void close() {
        server.close();
        loop.close();
    }

    @Test
    void shouldHearNobodyButTheSourceThatWasAnnounced() throws Exception {
        start(RtpCaller.settings(LISTEN));
        try (RtpCaller asterisk = caller(call);
                RtpCaller stranger = caller(call)) {
            expect(asterisk, RtpFormat.ULAW);
            for (int i = 0; i < 30; i++) {
                stranger.audio(RtpFormat.ULAW, pcm, 0);
            }
            asterisk.audio(RtpFormat.ULAW, pcm, 0);
            awaitFrames(1);
            await().until(() -> counters.unannounced().sum() == 30);
            assertThat(legs.get(call).frames).isEqualTo(1);
            assertThat(counters.packets().sum()).isEqualTo(1);
        }
    }

    @Test
    void shouldBearControlPacketsAndGarbageFromTheSource() throws Exception {
        start(RtpCaller.settings(LISTEN));
        try (RtpCaller asterisk = caller(call)) {
            expect(asterisk, RtpFormat.ULAW);
            asterisk.send(RtpBytes.packet(200, 6, 0, 0, new byte[16]));
            asterisk.send(new byte[0]);
            asterisk.send(new byte[] {1, 2, 3});
            asterisk.send(new byte[3000]);
            asterisk.audio(RtpFormat.ULAW, pcm, 0);
            awaitFrames(1);
            assertThat(counters.rtcp().sum()).isEqualTo(1);
            assertThat(counters.malformed().sum()).isEqualTo(3);
        }
    }

    @Test
    void shouldRefuseToExpectWhatCannotBe() throws Exception {
        start(RtpCaller.settings(LISTEN));
        InetSocketAddress outside = new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), 4000);
        assertThatThrownBy(() -> server.expect(call, outside, RtpFormat.ULAW)).hasMessageContaining("rtp.allow");
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 4000);
        assertThatThrownBy(() -> server.expect(call, unresolved, RtpFormat.ULAW))
                .hasMessageContaining("not resolved");
        InetSocketAddress portless = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        assertThatThrownBy(() -> server.expect(call, portless, RtpFormat.ULAW)).hasMessageContaining("no port");
        assertThat(counters.outside().sum()).isEqualTo(1);
    }

    @Test
    void shouldGiveEachCallAPortAndTakeItBack() throws Exception {
        start(ownPorts(2, Duration.ofSeconds(30)));
        CallId second = CallId.random();
        CallId third = CallId.random();
        int one = destination(call).getPort();
        int other = destination(second).getPort();
        assertThat(one).isNotEqualTo(other);
        assertThat(destination(call).getPort()).as("asked again").isEqualTo(one);
        assertThatThrownBy(() -> destination(third)).hasMessageContaining("no port of");
        server.forget(call);
        InetSocketAddress source = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
        assertThatThrownBy(() -> server.expect(call, source, RtpFormat.ULAW)
                        .toCompletableFuture()
                        .get())
                .hasMessageContaining("has no port any more");
        await().ignoreExceptions().until(() -> destination(third).getPort() == one);
    }

    @Test
    void shouldLearnThePortOfTheSourceFromItsFirstPacket() throws Exception {
        start(ownPorts(4, Duration.ofSeconds(30)));
        try (RtpCaller asterisk = caller(call);
                RtpCaller other = caller(call)) {
            server.expect(call, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), RtpFormat.ULAW)
                    .toCompletableFuture()
                    .get();
            asterisk.audio(RtpFormat.ULAW, pcm, 0);
            awaitFrames(1);
            other.audio(RtpFormat.ULAW, pcm, 0);
            await().until(() -> counters.unannounced().sum() == 1);
            asterisk.audio(RtpFormat.ULAW, pcm, 160);
            awaitFrames(2);
        }
    }

    @Test
    void shouldGiveUpAStreamOfWhichNothingCame() throws Exception {
        start(ownPorts(1, Duration.ofMillis(100)));
        try (RtpCaller asterisk = caller(call)) {
            expect(asterisk, RtpFormat.ULAW);
            asterisk.audio(RtpFormat.ULAW, pcm, 0);
            await().until(() -> legs.containsKey(call) && legs.get(call).end == EndOfMedia.CONNECTION_LOST);
        }
        await().until(() -> counters.idle().sum() == 1);
        await("its port is free again")
                .ignoreExceptions()
                .until(() -> destination(CallId.random()).getPort() > 0);
    }

    @Test
    void shouldTakeASourceOverForANewerCall() throws Exception {
        start(RtpCaller.settings(LISTEN));
        CallId newer = CallId.random();
        try (RtpCaller asterisk = caller(call)) {
            expect(asterisk, RtpFormat.ULAW);
            asterisk.audio(RtpFormat.ULAW, pcm, 0);
            awaitFrames(1);
            server.expect(newer, asterisk.address(), RtpFormat.ULAW);
            await().until(() -> legs.get(call).end == EndOfMedia.CONNECTION_LOST);
            asterisk.audio(RtpFormat.ULAW, pcm, 160);
            await().until(() -> legs.containsKey(newer) && legs.get(newer).frames == 1);
        }
    }

    @Test
    void shouldSayWhereItCannotListen() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(LISTEN)) {
            InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
            server = new RtpServer(loop, RtpCaller.settings(address), offer -> new CountingSink(), counters);
            assertThatThrownBy(server::start)
                    .isInstanceOf(RtpBindException.class)
                    .hasMessageContaining("cannot receive RTP on")
                    .hasMessageContaining(":" + address.getPort() + ": ");
        }
    }

    @Test
    void shouldTellASourceOnceAndNotBeforeItHasSentForHalfASecond() {
        server = new RtpServer(loop, RtpCaller.settings(LISTEN), offer -> new CountingSink(), counters);
        Strangers strangers = new Strangers();
        int told = 0;
        for (int packet = 0; packet < 1000; packet++) {
            told += strangers.met(LISTEN, "was not announced") ? 1 : 0;
            assertThat(told).isEqualTo(packet < Strangers.UNTOLD_PACKETS - 1 ? 0 : 1);
        }
        for (int port = 1; port < 5000; port++) {
            strangers.met(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "was not announced");
        }
        assertThat(strangers.size()).isEqualTo(256);
    }

    private static RtpSettings ownPorts(int ports, Duration idleTimeout) throws Exception {
        // A free port and those after it, most likely free too.
        try (DatagramSocket free = new DatagramSocket(LISTEN)) {
            int first = Math.min(free.getLocalPort(), 65_000);
            return new RtpSettings(
                    LISTEN,
                    Optional.of(new RtpSettings.PortRange(first, first + ports - 1)),
                    Optional.empty(),
                    Networks.LOOPBACK,
                    Duration.ofMillis(60),
                    idleTimeout);
        }
    }

    private void start(RtpSettings settings) throws Exception {
        server = new RtpServer(loop, settings, this::admit, counters);
        server.start();
    }

    private MediaFrameSink admit(MediaOffer offer) {
        CountingSink leg = new CountingSink();
        legs.put(offer.call(), leg);
        return leg;
    }

    private InetSocketAddress destination(CallId of) throws Exception {
        return server.destination(of);
    }

    private RtpCaller caller(CallId of) throws Exception {
        return new RtpCaller(destination(of));
    }

    private void expect(RtpCaller asterisk, RtpFormat format) throws Exception {
        server.expect(call, asterisk.address(), format).toCompletableFuture().get();
    }

    private void awaitFrames(int frames) {
        await().until(() -> legs.containsKey(call) && legs.get(call).frames >= frames);
    }
}
