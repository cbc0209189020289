package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.callfuse.engine.asr.DigitSpeech;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.feature.Voices;
import io.callfuse.engine.web.HttpCaller;
import io.callfuse.models.EmotionModel;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running engine as programs see it. */
@Timeout(90)
class LiveWebTest {
    @TempDir
    Path folder;

    @Test
    void shouldShowACallWhileItGoesOnAndCountItWhenItIsOver() throws Exception {
        try (Engine engine = engine()) {
            engine.start();
            InetSocketAddress web = engine.webAddress().orElseThrow();
            String token = token();
            List<String> before = series(web, token);
            CallId id = CallId.random();
            try (HttpCaller events = new HttpCaller(web)) {
                events.stream("/events", token, "");
                events.readUntil("\r\n\r\n");
                try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id)) {
                    caller.send(Voices.voice(180, 4, 0.3, 1.2, 3), () -> engine.progressOf(id));
                    events.readUntil("\"seconds\":3.0");
                    JsonNode call = json(HttpCaller.get(web, "/calls/" + id, token));
                    assertThat(call.get("fuse").asString()).isEqualTo("closed");
                    assertThat(call.get("seconds").doubleValue()).isGreaterThanOrEqualTo(3);
                    assertThat(call.get("evidence").get("contributions").isObject())
                            .isTrue();
                    assertThat(HttpCaller.get(web, "/metrics", token).body()).contains("callfuse_calls_live 1.0");
                }
                String told = events.readUntil("event: ended");
                assertThat(told).contains("event: decision", "not-enough-speech");
                events.readUntil("\"endedBy\":\"stream-ended\"");
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> HttpCaller.get(web, "/calls/" + id, token).status() == 404);
            String metrics = HttpCaller.get(web, "/metrics", token).body();
            assertThat(metrics)
                    .contains(
                            "callfuse_calls_live 0.0",
                            "callfuse_calls_started_total 1.0",
                            "callfuse_calls_ended_total{by=\"stream-ended\"} 1.0",
                            "callfuse_decisions_total{reason=\"not-enough-speech\"} 1.0",
                            "callfuse_frames_total{kind=\"audio\"} 150.0")
                    .doesNotContain(id.toString());
            assertThat(series(web, token))
                    .as("series that were there at 0 before")
                    .containsExactlyElementsOf(before);
        }
    }

    @Test
    void shouldHaveEverySeriesAtZeroFromTheStart() throws Exception {
        try (Engine engine = engine()) {
            engine.start();
            String metrics = HttpCaller.get(engine.webAddress().orElseThrow(), "/metrics", token())
                    .body();
            assertThat(metrics)
                    .contains(
                            "callfuse_trips_total{by=\"rule\"} 0.0",
                            "callfuse_switches_total{outcome=\"fallback\"} 0.0",
                            "callfuse_rules_cut_total 0.0",
                            "callfuse_action_seconds_bucket{action=\"move\",le=\"+Inf\"} 0",
                            "callfuse_score_latency_seconds_count{of=\"score\"} 0",
                            "callfuse_store_waiting_bytes 0.0",
                            "callfuse_ready 1.0",
                            "callfuse_http_streams_dropped_total 0.0",
                            "callfuse_build_info{",
                            "jvm_memory_used_bytes{",
                            "jvm_gc_",
                            "jvm_threads_live_threads",
                            "process_files_open_files")
                    .as("a link that is not wanted neither stands nor is down")
                    .doesNotContain("callfuse_asterisk_up");
        }
    }

    @Test
    void shouldSayHowLateWordsAre() throws Exception {
        try (Engine engine = engine("recognition: {model: '" + DigitSpeech.model() + "'}")) {
            engine.start();
            assertThat(engine.recognition().orElseThrow().awaitUp(Duration.ofSeconds(60)))
                    .isTrue();
            assertThat(HttpCaller.get(engine.webAddress().orElseThrow(), "/metrics", token())
                            .body())
                    .contains(
                            "callfuse_recognition_up 1.0",
                            "callfuse_recognition_delay_median_seconds 0.0",
                            "callfuse_recognition_delay_p95_seconds 0.0");
        }
    }

    @Test
    void shouldSayThatItIsNotReadyWhileItDrains() throws Exception {
        try (Engine engine = engine()) {
            engine.start();
            InetSocketAddress web = engine.webAddress().orElseThrow();
            assertThat(HttpCaller.get(web, "/readyz", "").status()).isEqualTo(200);
            engine.drain();
            HttpCaller.Reply reply = HttpCaller.get(web, "/readyz", "");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.body()).contains("\"calls\":\"draining\"");
            assertThat(HttpCaller.get(web, "/healthz", "").status()).isEqualTo(200);
        }
    }

    @Test
    void shouldMakeATokenOnceThatOnlyItsOwnerMayRead() throws Exception {
        try (Engine engine = engine()) {
            engine.start();
        }
        String made = token();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile())))
                .isEqualTo("rw-------");
        assertThat(made).hasSizeGreaterThan(40);
        try (Engine engine = engine()) {
            engine.start();
            assertThat(HttpCaller.get(engine.webAddress().orElseThrow(), "/calls", made)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(token()).isEqualTo(made);
    }

    @Test
    void shouldTellAReceiverOfADecision() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
        receiver.createContext("/", exchange -> {
            told.add(exchange.getRequestHeaders().getFirst("Callfuse-Id"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        Path secret = Files.writeString(folder.resolve("secret"), "known-to-both\n");
        CallId id = CallId.random();
        try (Engine engine = engine("webhooks: [{name: crm, url: 'http://127.0.0.1:"
                + receiver.getAddress().getPort() + "/', secretFile: '" + secret + "', events: [decision]}]")) {
            engine.start();
            try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id)) {
                caller.send(Voices.voice(180, 4, 0.3, 1.2, 2), () -> engine.progressOf(id));
            }
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(id + ":decision");
        } finally {
            receiver.stop(0);
        }
        assertThat(told).isEmpty();
    }

    private static List<String> series(InetSocketAddress web, String token) throws Exception {
        List<String> names = new ArrayList<>();
        for (String line : HttpCaller.get(web, "/metrics", token).body().split("\n")) {
            if (line.startsWith("callfuse_")) {
                names.add(line.substring(0, line.lastIndexOf(' ')));
            }
        }
        assertThat(names).hasSizeGreaterThan(80);
        return Arrays.asList(names.toArray(String[]::new));
    }

    private static JsonNode json(HttpCaller.Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return JsonMapper.shared().readTree(reply.body());
    }

    private Path tokenFile() {
        return folder.resolve("archive").resolve("http-token");
    }

    private String token() throws Exception {
        return Files.readString(tokenFile()).strip();
    }

    private Engine engine() throws Exception {
        return engine("");
    }

    private Engine engine(String more) throws Exception {
        String yaml = String.join(
                "\n",
                more,
                "audiosocket: {listen: '127.0.0.1:0', unannounced: watch}",
                "agi: {listen: '127.0.0.1:0'}",
                "ami: {enabled: false}",
                "http: {enabled: true, listen: '127.0.0.1:0'}",
                "engine: {workers: 1}",
                more.startsWith("recognition:") ? "" : "recognition: {model: none}",
                "archive: {directory: '" + folder.resolve("archive") + "'}");
        Path file = Files.writeString(folder.resolve("callfuse.yaml"), yaml);
        return new Engine(NoGaps.in(ConfigLoader.load(file)), EmotionModel.embedded());
    }
}
