package io.callfuse.engine.action.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.rtp.RtpBindException;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpStreamRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tap whose audio comes as RTP: who may send it, and that the engine's side of it never stays either. */
@Timeout(60)
class RtpTapTest {
    private static final InetSocketAddress DESTINATION = InetSocketAddress.createUnresolved("192.0.2.7", 16384);

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Streams streams = new Streams();
    private final CallId tap = CallId.random();
    private AriTestBench bench;

    @BeforeEach
    void connect() throws Exception {
        bench = new AriTestBench(new FakeAri(), new RtpTap(streams, DESTINATION, RtpFormat.ULAW)).connected();
        bench.ari.run(() -> bench.ari.asterisk.call("1.1"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTellAsteriskWhereToSendAndHearThatSourceAlone() throws Exception {
        assertThat(tap()).isInstanceOf(TapOutcome.Started.class);
        assertThat(bench.ari.on(() -> bench.ari.asterisk.mediaAsked.get(0)))
                .containsEntry("external_host", "192.0.2.7:16384")
                .containsEntry("encapsulation", "rtp")
                .containsEntry("transport", "udp")
                .containsEntry("format", "ulaw");
        assertThat(streams.told).containsExactly("destination " + tap, "expect " + tap + " /127.0.0.1:4000 ULAW");
    }

    @Test
    void shouldForgetTheStreamWhenTheCallerHangsUp() throws Exception {
        tap();
        bench.ari.run(() -> bench.ari.asterisk.hangUp("1.1"));
        awaitForgotten();
        awaitNothingLeft();
    }

    @Test
    void shouldForgetTheStreamOfATapThatAsteriskRefuses() throws Exception {
        bench.ari.run(() -> bench.ari.asterisk.absentAudio = true);
        assertThat(why()).contains("RTP 192.0.2.7:16384");
        awaitForgotten();
        bench.ari.run(() -> bench.ari.asterisk.hangUp("1.1"));
        awaitNothingLeft();
    }

    @Test
    void shouldRemoveTheTapWhenTheEngineHearsTheStreamNoMore() throws Exception {
        tap();
        streams.over.run();
        awaitForgotten();
        await().atMost(SOON).until(() -> bench.ari.on(() -> bench.ari.asterisk.bridges.isEmpty()));
        assertThat(bench.ari.on(() -> List.copyOf(bench.ari.asterisk.channels.keySet())))
                .containsExactly("1.1");
    }

    @Test
    void shouldSayThatNoPortIsFree() throws Exception {
        streams.full = true;
        assertThat(why()).isEqualTo("no port is free");
        bench.ari.run(() -> bench.ari.asterisk.hangUp("1.1"));
        awaitNothingLeft();
    }

    @Test
    void shouldHearNobodyWhereAsteriskDoesNotSayFromWhereItSends() throws Exception {
        for (String address : List.of("", "asterisk.example", "127.0.0.1.1")) {
            bench.ari.run(() -> bench.ari.asterisk.mediaVariables.put("UNICASTRTP_LOCAL_ADDRESS", address));
            assertThat(why()).contains("did not say from where it sends", "'" + address + "'");
        }
        assertThat(streams.told).noneMatch(line -> line.startsWith("expect"));
    }

    @Test
    void shouldSayWhyTheRegistryRefusesTheSource() throws Exception {
        streams.refusal = "outside the networks of rtp.allow";
        assertThat(why()).endsWith(": outside the networks of rtp.allow");
        awaitForgotten();
    }

    private TapOutcome tap() throws Exception {
        return AriTestBench.outcome(bench.control.startTap(AriTestBench.channel("1.1"), tap));
    }

    private String why() throws Exception {
        return ((TapOutcome.Failed) tap()).why();
    }

    private void awaitForgotten() {
        await().atMost(SOON).until(() -> streams.told.contains("forget " + tap));
    }

    private void awaitNothingLeft() {
        await().atMost(SOON)
                .until(() -> bench.state().startsWith("0 taps")
                        && bench.ari.on(
                                () -> bench.ari.asterisk.bridges.isEmpty() && bench.ari.asterisk.channels.isEmpty()));
    }

    private static final class Streams implements RtpStreamRegistry {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private volatile Runnable over = () -> {};
        private volatile boolean full;
        private volatile String refusal;

        @Override
        public InetSocketAddress destination(CallId call) throws RtpBindException {
            if (full) {
                throw new RtpBindException("no port is free");
            }
            told.add("destination " + call);
            return DESTINATION;
        }

        @Override
        public CompletionStage<Void> expect(CallId call, InetSocketAddress source, RtpFormat format, Runnable toRun) {
            if (refusal != null) {
                throw new IllegalArgumentException(refusal);
            }
            over = toRun;
            told.add("expect " + call + " " + source + " " + format);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void forget(CallId call) {
            told.add("forget " + call);
        }
    }
}
