package io.callfuse.engine.action.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.websocket.WebSocketFormat;
import io.callfuse.engine.ingress.websocket.WebSocketStreams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tap whose audio is fetched over a WebSocket: Asterisk's channel is in the application only once we are connected. */
@Timeout(60)
class WebSocketTapTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final CallId tap = CallId.random();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile String refusal;
    private AriTestBench bench;

    @BeforeEach
    void connect() throws Exception {
        WebSocketTap audio = new WebSocketTap(new Streams(), "127.0.0.1:8088", WebSocketFormat.SLIN16);
        bench = new AriTestBench(new FakeAri(), audio).connected();
        bench.ari.run(() -> {
            bench.ari.asterisk.call("1.1");
            bench.ari.asterisk.mediaVariables.put("MEDIA_WEBSOCKET_CONNECTION_ID", "c0ffee");
            bench.ari.asterisk.silentMedia = true;
        });
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldConnectBeforeItWaitsForBothChannels() throws Exception {
        assertThat(tap()).isInstanceOf(TapOutcome.Started.class);
        assertThat(told).containsExactly("connect " + tap + " c0ffee");
        assertThat(bench.ari.on(() -> bench.ari.asterisk.mediaAsked.get(0)))
                .containsEntry("external_host", "INCOMING")
                .containsEntry("transport", "websocket")
                .containsEntry("encapsulation", "none")
                .containsEntry("connection_type", "server")
                .containsEntry("format", "slin16");
        bench.ari.run(() -> bench.ari.asterisk.hangUp("1.1"));
        await().atMost(SOON).until(() -> told.contains("forget " + tap));
        await().atMost(SOON).until(() -> bench.state().startsWith("0 taps"));
    }

    @Test
    void shouldSayWhyTheWebSocketCannotBeHad() throws Exception {
        refusal = "Asterisk answers 404 Not Found";
        assertThat(((TapOutcome.Failed) tap()).why())
                .isEqualTo("Asterisk could not connect the tap to the WebSocket of 127.0.0.1:8088: " + refusal);
        await().atMost(SOON).until(() -> told.contains("forget " + tap));
    }

    private TapOutcome tap() throws Exception {
        return AriTestBench.outcome(bench.control.startTap(AriTestBench.channel("1.1"), tap));
    }

    /** Asterisk brings the channel in when it is connected to. */
    private final class Streams implements WebSocketStreams {
        @Override
        public CompletionStage<Void> connect(CallId call, String connectionId) {
            told.add("connect " + call + " " + connectionId);
            if (refusal != null) {
                return CompletableFuture.failedStage(new IllegalStateException(refusal));
            }
            return CompletableFuture.runAsync(() -> bench.ari.run(() -> bench.ari.asterisk.enterMedia()));
        }

        @Override
        public void forget(CallId call) {
            told.add("forget " + call);
        }
    }
}
