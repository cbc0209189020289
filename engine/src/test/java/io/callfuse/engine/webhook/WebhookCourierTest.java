package io.callfuse.engine.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.JsonLinesArchive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One receiver, over a real socket, with a clock that the test moves. */
@Timeout(240)
class WebhookCourierTest {
    private static final String SECRET = "known-to-both";

    @TempDir
    Path folder;

    private final AtomicLong nowNs = new AtomicLong();
    private JsonLinesArchive archive;
    private MoodyReceiver receiver;

    @BeforeEach
    void open() throws Exception {
        archive = JsonLinesArchive.open(folder.resolve("archive"), Clock.systemUTC());
        receiver = new MoodyReceiver(0, () -> 204);
    }

    @AfterEach
    void close() {
        receiver.close();
        archive.close();
    }

    @Test
    void shouldTellEachLineOnceInOrderAndSigned() throws Exception {
        WebhookCourier courier = courier();
        courier.doWork();
        List<String> ids = archive("decision", 50);
        drain(courier, 50);
        assertThat(receiver.ids()).isEqualTo(ids);
        MoodyReceiver.Received first = receiver.received.get(0);
        assertThat(first.event()).isEqualTo("decision");
        String time = first.signature().replaceFirst("t=([0-9]+),v1=.*", "$1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(first.signature())
                .isEqualTo("t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(first.body())));
        assertThat(Long.parseLong(time)).isCloseTo(System.currentTimeMillis() / 1000, offset(120L));
        JsonNode body = JsonMapper.shared().readTree(first.body());
        assertThat(body.get("id").asString()).isEqualTo(ids.get(0));
        assertThat(body.has("words")).as("the caller's words are not told").isFalse();
        assertThat(body.get("callId").asString()).isEqualTo("c0");
    }

    @Test
    void shouldTellANewReceiverNothingOfThePast() throws Exception {
        archive("decision", 20);
        WebhookCourier courier = courier();
        courier.doWork();
        assertThat(receiver.received).isEmpty();
        List<String> ids = archive("fuse", 3);
        drain(courier, 3);
        assertThat(receiver.ids()).isEqualTo(ids);
    }

    @Test
    void shouldTellOnlyWhatIsWanted() throws Exception {
        WebhookCourier courier = courier();
        courier.doWork();
        archive("watch", 5);
        List<String> ids = archive("call", 2);
        drain(courier, 2);
        assertThat(receiver.ids()).isEqualTo(ids);
        assertThat(courier.waitingBytes()).isZero();
    }

    @Test
    void shouldLoseNothingOverTenMinutesWithoutAReceiver() throws Exception {
        WebhookCourier courier = courier();
        courier.doWork();
        int port = receiver.port();
        receiver.close();
        List<String> ids = new ArrayList<>();
        for (int minute = 0; minute < 10; minute++) {
            ids.addAll(archive("decision", 20));
            for (int second = 0; second < 60; second++) {
                courier.doWork();
                nowNs.addAndGet(Duration.ofSeconds(1).toNanos());
            }
        }
        assertThat(courier.failures()).as("attempts in ten minutes").isBetween(5L, 40L);
        assertThat(courier.waitingBytes()).isPositive();
        receiver = new MoodyReceiver(port, () -> 200);
        drain(courier, ids.size());
        assertThat(receiver.ids()).isEqualTo(ids);
        assertThat(courier.waitingBytes()).isZero();
    }

    @Test
    void shouldTellEverythingInOrderToAReceiverOfManyMoods() throws Exception {
        Random chance = new Random(7);
        int[] moods = {200, 200, 500, 503, 429, 408, MoodyReceiver.CUT, 302};
        receiver.mood(() -> {
            synchronized (chance) {
                return moods[chance.nextInt(moods.length)];
            }
        });
        WebhookCourier courier = courier();
        courier.doWork();
        List<String> ids = archive("decision", 200);
        drain(courier, ids.size());
        assertThat(receiver.ids()).isEqualTo(ids);
        assertThat(courier.failures()).isGreaterThan(100);
    }

    @Test
    void shouldGoOnWhenTheReceiverHangs() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        receiver.mood(() -> {
            if (asked.getAndIncrement() == 0) {
                try {
                    release.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return MoodyReceiver.CUT;
            }
            return 200;
        });
        WebhookCourier courier = courier(Duration.ofMillis(300));
        courier.doWork();
        List<String> ids = archive("decision", 3);
        courier.doWork();
        assertThat(courier.failures()).isEqualTo(1);
        drain(courier, 3);
        release.countDown();
        assertThat(receiver.ids()).isEqualTo(ids);
    }

    @Test
    void shouldKeepWhatIsRefusedAndGoOn() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        receiver.mood(() -> asked.getAndIncrement() == 1 ? 422 : 200);
        WebhookCourier courier = courier();
        courier.doWork();
        List<String> ids = archive("decision", 3);
        while (courier.delivered() + courier.refused() < 3) {
            courier.doWork();
        }
        assertThat(receiver.ids()).containsExactly(ids.get(0), ids.get(2));
        assertThat(courier.refused()).isEqualTo(1);
        assertThat(Files.readString(hooks().resolve("crm.refused.jsonl"))).contains(ids.get(1));
    }

    @Test
    void shouldPostNothingMoreOnceTheReceiverIsGoneForGood() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        receiver.mood(() -> {
            asked.incrementAndGet();
            return 410;
        });
        WebhookCourier courier = courier();
        courier.doWork();
        archive("decision", 3);
        for (int i = 0; i < 5; i++) {
            courier.doWork();
            nowNs.addAndGet(Duration.ofHours(1).toNanos());
        }
        assertThat(asked).hasValue(1);
        assertThat(courier.isOff()).isTrue();
    }

    @Test
    void shouldTellALineTwiceAtMostWhenItStopsBetweenThePostAndTheDisk() throws Exception {
        WebhookCourier first = courier();
        first.doWork();
        List<String> ids = archive("decision", 10);
        drain(first, 10);
        byte[] before = Files.readAllBytes(hooks().resolve("crm.json"));
        ids.addAll(archive("decision", 1));
        drain(first, 11);
        // As if it had been killed after the post, and before it was on the disk that it was taken.
        Files.write(hooks().resolve("crm.json"), before);
        WebhookCourier second = courier();
        drain(second, 1);
        ids.add(ids.get(10));
        assertThat(receiver.ids()).isEqualTo(ids);
        assertThat(Files.exists(hooks().resolve("crm.json.next"))).isFalse();
    }

    private List<String> archive(String type, int lines) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i : IntStream.range(0, lines).toArray()) {
            String id = "c" + i + ":" + type + ":" + archive.written();
            String json = "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"callId\":\"c" + i
                    + "\",\"words\":[{\"word\":\"secret\"}]}";
            archive.append(new ArchiveLine(id, json)).get();
            ids.add(id);
        }
        return ids;
    }

    private void drain(WebhookCourier courier, long delivered) throws InterruptedException {
        while (courier.delivered() < delivered) {
            courier.doWork();
            nowNs.addAndGet(Duration.ofMinutes(6).toNanos());
        }
        assertThat(courier.doWork()).isZero();
    }

    private Path hooks() {
        return folder.resolve("webhooks");
    }

    private WebhookCourier courier() {
        return courier(Duration.ofSeconds(20));
    }

    private WebhookCourier courier(Duration timeout) {
        return new WebhookCourier(
                new WebhookSettings(
                        "crm",
                        receiver.url(),
                        SECRET,
                        Set.of("fuse", "decision", "call"),
                        hooks(),
                        timeout,
                        WebhookSettings.FIRST_WAIT,
                        WebhookSettings.LONGEST_WAIT),
                archive.committed(),
                nowNs::get,
                new Random(1));
    }
}
