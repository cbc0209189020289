package io.callfuse.engine.ingress.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.ingress.InletContract;
import io.callfuse.engine.ingress.MediaRefusedException;
import io.callfuse.engine.ingress.MediaSessions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The WebSockets that we open are an inlet, and what Asterisk refuses is told. */
class WebSocketConnectorTest extends InletContract {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Override
    protected Door open(MediaSessions sessions) {
        WebSocketInlet inlet = inlet(sessions);
        HeldMedia asterisk = new HeldMedia();
        WebSocketConnector connector = new WebSocketConnector(inlet, asterisk.server(HeldMedia.AUTHORIZATION));
        return new Door() {
            private boolean closed;

            @Override
            public Caller connect(CallId call) throws Exception {
                connector.connect(call, call.toString()).toCompletableFuture().get(20, TimeUnit.SECONDS);
                asterisk.text(call.toString(), "{\"event\":\"MEDIA_START\",\"format\":\"slin\"}");
                return new HeldCaller(asterisk, call.toString());
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    inlet.close();
                    asterisk.close();
                }
            }
        };
    }

    private WebSocketInlet inlet(MediaSessions sessions) {
        return new WebSocketInlet(loop, WebSocketCaller.patientLimits(), sessions, new WebSocketCounters());
    }

    @Test
    void shouldSayThatAsteriskRefusesTheUser() {
        try (HeldMedia asterisk = new HeldMedia()) {
            WebSocketConnector connector = new WebSocketConnector(inlet(nobody()), asterisk.server("Basic eDp5"));
            assertThatThrownBy(() -> connector
                            .connect(CallId.random(), "1")
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("cannot be had: Asterisk answers 401 Unauthorized");
        }
    }

    @Test
    void shouldSayThatNobodyIsThere() {
        WebSocketConnector connector = new WebSocketConnector(
                inlet(nobody()),
                new WebSocketConnector.Server(
                        InetSocketAddress.createUnresolved("127.0.0.1", 1), Optional.empty(), "", SOON));
        assertThatThrownBy(() -> connector
                        .connect(CallId.random(), "1")
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .hasMessageContaining("the WebSocket at 127.0.0.1:1 cannot be had: ");
    }

    @Test
    void shouldSayThatAsteriskNamesNoWebSocket() {
        try (HeldMedia asterisk = new HeldMedia()) {
            WebSocketConnector connector =
                    new WebSocketConnector(inlet(nobody()), asterisk.server(HeldMedia.AUTHORIZATION));
            for (String id : new String[] {"", "a/b", "a b", "x\r\nHost: y"}) {
                assertThatThrownBy(() -> connector
                                .connect(CallId.random(), id)
                                .toCompletableFuture()
                                .get(20, TimeUnit.SECONDS))
                        .hasMessageContaining("did not say which WebSocket");
            }
        }
    }

    @Test
    void shouldCloseWhatIsForgottenAlsoBeforeItIsOpen() throws Exception {
        try (HeldMedia asterisk = new HeldMedia()) {
            WebSocketInlet inlet = inlet(nobody());
            WebSocketConnector connector = new WebSocketConnector(inlet, asterisk.server(HeldMedia.AUTHORIZATION));
            CallId call = CallId.random();
            connector.connect(call, "1").toCompletableFuture().get(20, TimeUnit.SECONDS);
            connector.forget(call);
            connector.connect(call, "2");
            connector.forget(call);
            await().atMost(SOON).until(() -> inlet.connections() == 0);
            assertThat(asterisk.isOpen("1")).isTrue();
        }
    }

    private static MediaSessions nobody() {
        return offer -> {
            throw new MediaRefusedException("nobody wants it");
        };
    }

    private record HeldCaller(HeldMedia asterisk, String id) implements Caller {
        @Override
        public void audio(short[] samples, int from) throws Exception {
            asterisk.binary(id, WebSocketCaller.slin(samples, from, 160));
        }

        @Override
        public void digit(char digit) throws Exception {
            asterisk.text(id, "{\"event\":\"DTMF_END\",\"digit\":\"" + digit + "\"}");
        }

        @Override
        public void close() throws IOException {
            asterisk.hangUp(id);
        }
    }
}
