package io.callfuse.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP server over real sockets. */
@Timeout(240)
class WebServerTest {
    private static final String TOKEN = "a-token-of-a-test";
    private static final String HOST = "Host: localhost\r\n";
    private static final String BEARER = "Authorization: Bearer " + TOKEN + "\r\n";
    private static final int EVENTS_A_ROUND = 40;
    private static final String JSON = "Content-Type: application/json\r\n";

    private final LiveBoard board = new LiveBoard();
    private final StubCalls calls = new StubCalls();
    private final StubHealth health = new StubHealth();
    private WebServer server;
    private InetSocketAddress address;

    /** Says what it is told to. */
    private static final class StubHealth implements Health {
        private volatile boolean ready = true;

        @Override
        public Report alive() {
            return new Report(true, Map.of("workers", "working"));
        }

        @Override
        public Report ready() {
            return new Report(ready, Map.of("calls", ready ? "taking" : "draining"));
        }
    }

    @BeforeEach
    void start() throws Exception {
        start(Duration.ofSeconds(30), 16, false);
    }

    private void start(Duration slowAfter, int streams, boolean words) throws Exception {
        start(slowAfter, streams, words, Duration.ofSeconds(30));
    }

    private void start(Duration slowAfter, int streams, boolean words, Duration requestWithin) throws Exception {
        stop();
        WebSettings settings = new WebSettings(
                new InetSocketAddress("127.0.0.1", 0),
                Networks.LOOPBACK,
                Set.of("callfuse.example.net"),
                32,
                streams,
                Optional.empty(),
                words,
                TOKEN,
                slowAfter,
                requestWithin);
        server = new WebServer(settings, new WebServer.Sources(board, calls, health, () -> "up 1\n", "run1"));
        server.start();
        address = server.address();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldListLiveCallsTheMostUpsetFirst() throws Exception {
        CallId calm = new CallId(new UUID(7, 7));
        board.show(StubCalls.now(calm, 12));
        board.show(StubCalls.now(StubCalls.ID, 83.14));
        JsonNode list = json(HttpCaller.get(address, "/calls", TOKEN)).get("calls");
        assertThat(list).hasSize(2);
        assertThat(list.get(0))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        "{\"id\":\"" + StubCalls.ID
                                                + "\",\"seconds\":12.0,\"speechSeconds\":4.2,\"score\":83.1,"
                                                + "\"emotion\":\"anger\",\"confidence\":0.81,\"fuse\":\"tripped\",\"route\":\"soothing\","
                                                + "\"reason\":\"fuse\",\"topic\":\"billing\",\"decision\":{\"atMs\":11000,\"route\":\"soothing\","
                                                + "\"reason\":\"fuse\"},\"policy\":\"default\",\"scoredAt\":\"2026-11-23T20:00:00.250Z\"}"));
        board.remove(StubCalls.ID);
        assertThat(json(HttpCaller.get(address, "/calls", TOKEN)).get("calls")).hasSize(1);
    }

    @Test
    void shouldShowWhatLedToAScoreWithoutTheCallersWords() throws Exception {
        board.show(StubCalls.now(StubCalls.ID, 83.14));
        HttpCaller.Reply reply = HttpCaller.get(address, "/calls/" + StubCalls.ID, TOKEN);
        assertThat(reply.status()).isEqualTo(200);
        JsonNode evidence = json(reply).get("evidence");
        assertThat(evidence.get("contributions").get("pitch").doubleValue()).isEqualTo(1.25);
        assertThat(evidence.get("hits").get(0).get("label").asString()).isEqualTo("anger");
        assertThat(reply.body()).doesNotContain("money");
        start(Duration.ofSeconds(30), 16, true);
        assertThat(HttpCaller.get(address, "/calls/" + StubCalls.ID, TOKEN).body())
                .contains("give me my money");
    }

    @Test
    void shouldTellTheVerdictOfACallThatHasEnded() throws Exception {
        JsonNode verdict = json(HttpCaller.get(address, "/calls/" + StubCalls.ID + "/verdict", TOKEN));
        assertThat(verdict.get("score").doubleValue()).isEqualTo(83.1);
        assertThat(HttpCaller.get(address, "/calls/" + CallId.random() + "/verdict", TOKEN)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void shouldJoinALabelAndMarksToACall() throws Exception {
        String path = "/calls/" + StubCalls.ID;
        assertThat(post(path + "/label", "{\"label\":\"upset\",\"by\":\"ann\"}").status())
                .isEqualTo(202);
        assertThat(post(path + "/mark", "{\"queue\":\"billing\"}").status()).isEqualTo(202);
        assertThat(calls.marks)
                .containsExactlyInAnyOrderEntriesOf(Map.of("label", "upset", "by", "ann", "queue", "billing"));
        assertThat(post(path + "/label", "{\"by\":\"ann\"}").status()).isEqualTo(400);
        assertThat(post(path + "/label", "{\"label\":\"cross\"}").status()).isEqualTo(400);
        assertThat(post(path + "/mark", "{\"1\":\"x\"}").status()).isEqualTo(400);
        assertThat(post(path + "/mark", "[1").status()).isEqualTo(400);
        assertThat(post(path + "/mark", "{\"a\":\"" + "x".repeat(300) + "\"}").status())
                .isEqualTo(400);
        assertThat(post("/calls/" + CallId.random() + "/mark", "{\"a\":\"b\"}").status())
                .isEqualTo(404);
        assertThat(HttpCaller.ask(address, "POST", path + "/mark", HOST + BEARER, "a=b")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void shouldAnswerNobodyWithoutTheTokenButThoseWhoAskForHealth() throws Exception {
        for (String path : List.of("/calls", "/events", "/metrics", "/calls/" + StubCalls.ID, "/nothing")) {
            HttpCaller.Reply reply = HttpCaller.ask(address, "GET", path, HOST, "");
            assertThat(reply.status()).as(path).isEqualTo(401);
            assertThat(reply.head().toLowerCase(Locale.ROOT))
                    .contains("www-authenticate: bearer", "application/problem+json");
        }
        assertThat(HttpCaller.get(address, "/calls", TOKEN + "x").status()).isEqualTo(401);
        assertThat(HttpCaller.get(address, "/calls", "").status()).isEqualTo(401);
        assertThat(HttpCaller.ask(address, "GET", "/calls", HOST + BEARER + BEARER, "")
                        .status())
                .isEqualTo(401);
        assertThat(HttpCaller.ask(address, "GET", "/healthz", HOST, "").status())
                .isEqualTo(200);
        assertThat(server.counters()).containsEntry("tokens_refused", 8L);
    }

    @Test
    void shouldRefuseANameThatIsNotOurs() throws Exception {
        for (String host : List.of("evil.example.com", "localhost.evil.com", "", "127.0.0.1.evil.com:80")) {
            assertThat(HttpCaller.ask(address, "GET", "/healthz", "Host: " + host + "\r\n", "")
                            .status())
                    .as(host)
                    .isEqualTo(421);
        }
        assertThat(HttpCaller.ask(address, "GET", "/healthz", "", "").status()).isEqualTo(421);
        for (String host : List.of("localhost:9094", "127.0.0.1", "[::1]:9094", "CALLFUSE.example.net")) {
            assertThat(HttpCaller.ask(address, "GET", "/healthz", "Host: " + host + "\r\n", "")
                            .status())
                    .as(host)
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldSayWhyItIsNotReady() throws Exception {
        assertThat(HttpCaller.ask(address, "GET", "/readyz", HOST, "").status()).isEqualTo(200);
        health.ready = false;
        HttpCaller.Reply reply = HttpCaller.ask(address, "GET", "/readyz", HOST, "");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(json(reply).get("checks").get("calls").asString()).isEqualTo("draining");
    }

    @Test
    void shouldServeThePageWithItsPolicyAndNothingFromElsewhere() throws Exception {
        for (String path : List.of("/", "/live.js", "/live.css")) {
            HttpCaller.Reply reply = HttpCaller.ask(address, "GET", path, HOST, "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.head().toLowerCase(Locale.ROOT))
                    .contains("script-src 'self'", "frame-ancestors 'none'", "nosniff")
                    .doesNotContain("access-control-allow-origin");
            assertThat(reply.body()).doesNotContain("http://", "https://");
        }
    }

    @Test
    void shouldStreamTheScoreOfEachCallAndWhatHappens() throws Exception {
        board.show(StubCalls.now(StubCalls.ID, 50));
        try (HttpCaller reader = new HttpCaller(address)) {
            reader.stream("/events", TOKEN, "");
            assertThat(reader.readUntil("\"score\":50.0")).contains("200 OK", "text/event-stream", "event: score");
            board.show(StubCalls.now(StubCalls.ID, 60));
            reader.readUntil("\"score\":60.0");
            board.tell(new CallEvent("fuse", StubCalls.ID, Map.of("to", "tripped")));
            assertThat(reader.readUntil("\"to\":\"tripped\"")).contains("id: run1-", "event: fuse");
        }
    }

    @Test
    void shouldStreamOnlyWhatIsAskedFor() throws Exception {
        CallId other = CallId.random();
        try (HttpCaller reader = new HttpCaller(address)) {
            reader.stream("/events?types=rule,ended&call=" + StubCalls.ID, TOKEN, "");
            reader.readUntil("\r\n\r\n");
            board.show(StubCalls.now(StubCalls.ID, 50));
            board.tell(new CallEvent("rule", other, Map.of("rule", "others")));
            board.tell(new CallEvent("fuse", StubCalls.ID, Map.of("to", "confirming")));
            board.tell(new CallEvent("rule", StubCalls.ID, Map.of("rule", "mine")));
            assertThat(reader.readUntil("mine")).doesNotContain("others", "confirming", "event: score");
        }
        assertThat(HttpCaller.get(address, "/events?types=nonsense", TOKEN).status())
                .isEqualTo(400);
        assertThat(HttpCaller.get(address, "/events?call=nonsense", TOKEN).status())
                .isEqualTo(400);
    }

    @Test
    void shouldGiveAReaderWhoComesBackWhatHeMissed() throws Exception {
        for (int i = 1; i <= 10; i++) {
            board.tell(new CallEvent("rule", StubCalls.ID, Map.of("rule", "r" + i)));
        }
        try (HttpCaller reader = new HttpCaller(address)) {
            reader.stream("/events", TOKEN, "Last-Event-ID: run1-0\r\n");
            assertThat(reader.readUntil("\"r10\"")).contains("\"r1\"", "\"r9\"").doesNotContain("missed");
        }
        try (HttpCaller reader = new HttpCaller(address)) {
            reader.stream("/events", TOKEN, "Last-Event-ID: run1-7\r\n");
            assertThat(reader.readUntil("\"r10\"")).contains("\"r8\"").doesNotContain("\"r7\"", "missed");
        }
        try (HttpCaller reader = new HttpCaller(address)) {
            reader.stream("/events", TOKEN, "Last-Event-ID: run0-7\r\n");
            assertThat(reader.readUntil("\"r10\"")).contains("event: missed", "\"events\":null", "\"r1\"");
        }
    }

    @Test
    void shouldSayHowManyEventsAreGoneForGood() throws Exception {
        try (HttpCaller first = new HttpCaller(address)) {
            first.stream("/events?types=rule", TOKEN, "");
            first.readUntil("\r\n\r\n");
            for (int i = 1; i <= 5000; i++) {
                board.tell(new CallEvent("rule", StubCalls.ID, Map.of("rule", "r" + i)));
            }
            first.readUntil("\"r5000\"");
        }
        try (HttpCaller reader = new HttpCaller(address)) {
            reader.stream("/events", TOKEN, "Last-Event-ID: run1-10\r\n");
            String read = reader.readUntil("\"r905\"");
            assertThat(read).contains("event: missed", "{\"events\":894}").doesNotContain("\"r904\"");
        }
    }

    @Test
    void shouldDropAReaderWhoTakesNothingAndServeTheOthers() throws Exception {
        start(Duration.ofMillis(200), 16, false);
        try (HttpCaller slow = new HttpCaller(address, 4096);
                HttpCaller reader = new HttpCaller(address)) {
            slow.stream("/events", TOKEN, "");
            reader.stream("/events", TOKEN, "");
            reader.readUntil("\r\n\r\n");
            String padding = "x".repeat(4000);
            int told = 0;
            while (server.counters().get("streams_dropped") == 0) {
                for (int i = 0; i < EVENTS_A_ROUND; i++) {
                    board.tell(new CallEvent("rule", StubCalls.ID, Map.of("rule", "n" + told++ + "-" + padding)));
                }
                reader.readUntil("n" + (told - 1) + "-");
            }
            assertThat(told).as("it was dropped before it was slow").isGreaterThan(EVENTS_A_ROUND);
            board.tell(new CallEvent("rule", StubCalls.ID, Map.of("rule", "the-last")));
            reader.readUntil("the-last");
        }
    }

    @Test
    void shouldRefuseMoreStreamsThanItMayHave() throws Exception {
        start(Duration.ofSeconds(30), 2, false);
        try (HttpCaller one = new HttpCaller(address);
                HttpCaller two = new HttpCaller(address)) {
            one.stream("/events", TOKEN, "");
            one.readUntil("\r\n\r\n");
            two.stream("/events", TOKEN, "");
            two.readUntil("\r\n\r\n");
            assertThat(HttpCaller.get(address, "/events", TOKEN).status()).isEqualTo(503);
        }
        await().until(() -> {
            try (HttpCaller reader = new HttpCaller(address)) {
                reader.stream("/events", TOKEN, "");
                return reader.readUntil("\r\n").contains("200");
            }
        });
    }

    @Test
    void shouldRefuseWhatIsTooLargeOrNoRequest() throws Exception {
        assertThat(post("/calls/" + StubCalls.ID + "/mark", "{\"a\":\"" + "x".repeat(20_000) + "\"}")
                        .status())
                .isEqualTo(413);
        for (String unfit : List.of("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n")) {
            try (HttpCaller caller = new HttpCaller(address)) {
                caller.send(unfit);
                assertThat(caller.rest()).startsWith("HTTP/1.1 4");
            }
        }
        assertThat(HttpCaller.ask(address, "DELETE", "/calls", HOST + BEARER, "")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void shouldCutOffWhoNeverEndsHisRequest() throws Exception {
        start(Duration.ofSeconds(30), 16, false, Duration.ofMillis(300));
        try (HttpCaller caller = new HttpCaller(address)) {
            caller.send("GET /calls HTTP/1.1\r\nHost: ");
            assertThat(caller.rest()).isEmpty();
        }
        assertThat(server.counters()).containsEntry("requests_overdue", 1L);
    }

    @Test
    void shouldStillStandAfterAThousandBrokenRequests() throws Exception {
        Random chance = new Random(20261123);
        for (int i = 0; i < 1000; i++) {
            byte[] request = broken(chance);
            try (HttpCaller caller = new HttpCaller(address)) {
                caller.send(request);
            } catch (IOException cutOff) {
                // What the server owes is to stand, not to listen.
                assertThat(cutOff).isNotNull();
            }
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        HttpCaller.get(address, "/calls", TOKEN).status())
                .isEqualTo(200));
        board.tell(new CallEvent("rule", StubCalls.ID, Map.of("rule", "alive")));
        try (HttpCaller reader = new HttpCaller(address)) {
            reader.stream("/events", TOKEN, "Last-Event-ID: run1-0\r\n");
            reader.readUntil("alive");
        }
    }

    private static byte[] broken(Random chance) {
        List<String> paths =
                List.of("/calls", "/events", "/calls/" + StubCalls.ID, "/metrics", "/%zz", "/?call=%", "*");
        String request = List.of("GET ", "POST ", "HEAD ", "PUT ", "G\0T ").get(chance.nextInt(5))
                + paths.get(chance.nextInt(paths.size())) + " HTTP/1." + chance.nextInt(3) + "\r\n" + HOST
                + (chance.nextBoolean() ? BEARER : "") + (chance.nextBoolean() ? "Content-Length: 7\r\n" : "")
                + (chance.nextInt(4) == 0 ? "Transfer-Encoding: chunked\r\n" : "") + "\r\n{\"a\":1}";
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        for (int change = chance.nextInt(6); change > 0; change--) {
            bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
        }
        return Arrays.copyOf(bytes, chance.nextInt(bytes.length) + 1);
    }

    private HttpCaller.Reply post(String path, String body) throws IOException {
        return HttpCaller.ask(address, "POST", path, HOST + BEARER + JSON, body);
    }

    private static JsonNode json(HttpCaller.Reply reply) {
        return JsonMapper.shared().readTree(reply.body());
    }
}
