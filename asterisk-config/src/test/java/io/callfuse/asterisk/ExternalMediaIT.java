package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.rtp.RtpCounters;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpServer;
import io.callfuse.engine.ingress.rtp.RtpSettings;
import io.callfuse.engine.ingress.websocket.WebSocketConnector;
import io.callfuse.engine.ingress.websocket.WebSocketCounters;
import io.callfuse.engine.ingress.websocket.WebSocketFormat;
import io.callfuse.engine.ingress.websocket.WebSocketInlet;
import io.callfuse.engine.ingress.websocket.WebSocketLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a SIP caller says comes out of the RTP inlet, in every format of external media. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class ExternalMediaIT {
    private static final String APP = "callfuse-external-media";
    private static final int HEARD_S = 8;
    /** Asterisk slips by a packet now and then where the machine is busy; what is between two slips is as it was sent. */
    private static final double KEPT_SHARE = 0.9;

    @TempDir
    Path directory;

    private final RtpCounters counters = new RtpCounters();
    private final Tape tape = new Tape();

    @ParameterizedTest
    @EnumSource(RtpFormat.class)
    void shouldHearWhatTheCallerSays(RtpFormat format, AsteriskLab lab) throws Exception {
        Path spoken = Speech.raw("en-angry", directory);
        String extension = "plain-" + (1000 + format.ordinal()) + "-1";
        CallId call = CallId.random();
        try (IngressLoop loop = new IngressLoop();
                RtpServer rtp = new RtpServer(loop, settings(), offer -> tape, counters);
                Ari ari = new Ari(lab, APP);
                SippCaller caller = SippCaller.speaking(lab, extension, spoken, Duration.ofSeconds(60))) {
            rtp.start();
            await().until(() -> lab.channelOf(extension).isPresent());
            String name = lab.channelOf(extension).orElseThrow();
            String channel = ari.idOf(name).orElseThrow();
            String bridge = ari.bridge();
            String snoop = ari.snoop(channel, APP);
            var media = ari.externalMedia(APP, rtp.destination(call), format.asteriskName());
            var variables = media.path("channelvars");
            InetSocketAddress source = new InetSocketAddress(
                    variables.path("UNICASTRTP_LOCAL_ADDRESS").asString(),
                    Integer.parseInt(variables.path("UNICASTRTP_LOCAL_PORT").asString()));
            rtp.expect(call, source, format).toCompletableFuture().get();
            String external = media.path("id").asString();
            await().until(() -> ari.join(bridge, snoop) && ari.join(bridge, external));
            await().atMost(Duration.ofSeconds(60)).until(() -> tape.frames >= HEARD_S * MediaTime.FRAMES_PER_SECOND);
            ari.hangUp(external);
            ari.hangUp(snoop);
            ari.destroy(bridge);
            rtp.forget(call);
            await().until(() -> tape.ended);
            assertThat(lab.channelOf(extension)).as("the caller goes on").contains(name);
            lab.cli("channel request hangup " + name);
            assertThat(caller.phone().awaitEnd(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(counters.unannounced().sum()).isLessThan(25);
        assertThat(counters.malformed().sum() + counters.unknownPayload().sum()).isZero();
        assertThat(tape.shareOf(Tape.sent(spoken), format == RtpFormat.ULAW || format == RtpFormat.SLIN))
                .as("%s", counters.byName())
                .isGreaterThan(KEPT_SHARE);
        await().until(() -> !lab.cli("core show channels concise").matches("(?s).*(Snoop|UnicastRTP)/.*"));
    }

    @ParameterizedTest
    @EnumSource(
            value = WebSocketFormat.class,
            names = {"ULAW", "SLIN", "ALAW", "SLIN16"})
    void shouldHearWhatTheCallerSaysOverAWebSocket(WebSocketFormat format, AsteriskLab lab) throws Exception {
        Path spoken = Speech.raw("en-angry", directory);
        String extension = "plain-" + (2000 + format.ordinal()) + "-1";
        CallId call = CallId.random();
        WebSocketCounters heard = new WebSocketCounters();
        try (IngressLoop loop = new IngressLoop();
                WebSocketInlet inlet = new WebSocketInlet(loop, WebSocketLimits.defaults(), offer -> tape, heard);
                Ari ari = new Ari(lab, APP);
                SippCaller caller = SippCaller.speaking(lab, extension, spoken, Duration.ofSeconds(60))) {
            WebSocketConnector connector = new WebSocketConnector(inlet, ari.server());
            await().until(() -> lab.channelOf(extension).isPresent());
            String name = lab.channelOf(extension).orElseThrow();
            String bridge = ari.bridge();
            String snoop = ari.snoop(ari.idOf(name).orElseThrow(), APP);
            var media = ari.heldMedia(APP, format.asteriskName());
            String external = media.path("id").asString();
            connector
                    .connect(
                            call,
                            media.path("channelvars")
                                    .path("MEDIA_WEBSOCKET_CONNECTION_ID")
                                    .asString())
                    .toCompletableFuture()
                    .get();
            await().until(() -> ari.join(bridge, snoop) && ari.join(bridge, external));
            await().atMost(Duration.ofSeconds(60)).until(() -> tape.frames >= HEARD_S * MediaTime.FRAMES_PER_SECOND);
            // The end of the stream ends Asterisk's channel.
            connector.forget(call);
            await().until(() -> tape.ended);
            await().until(() -> !lab.cli("core show channels concise").contains("WebSocket/"));
            ari.hangUp(snoop);
            ari.destroy(bridge);
            assertThat(lab.channelOf(extension)).as("the caller goes on").contains(name);
            lab.cli("channel request hangup " + name);
            assertThat(caller.phone().awaitEnd(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(heard.skippedMs().sum()).as("%s", heard.byName()).isZero();
        assertThat(tape.shareOf(Tape.sent(spoken), format == WebSocketFormat.ULAW || format == WebSocketFormat.SLIN))
                .as("%s", heard.byName())
                .isGreaterThan(KEPT_SHARE);
    }

    private static RtpSettings settings() {
        return new RtpSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Optional.of("127.0.0.1"),
                Networks.LOOPBACK,
                Duration.ofMillis(60),
                Duration.ofSeconds(30));
    }
}
