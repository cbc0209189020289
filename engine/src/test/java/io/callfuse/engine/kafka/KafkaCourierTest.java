package io.callfuse.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.JsonLinesArchive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events of a real archive in a real broker, which comes and goes. */
@Timeout(300)
class KafkaCourierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CALLS = 7;

    @TempDir
    static Path brokerFolder;

    private static Broker broker;

    @TempDir
    Path folder;

    private final List<String> archived = new ArrayList<>();
    /** Longer than any machine stands still, unless a test wants failures. */
    private boolean patient = true;

    private String topic;
    private JsonLinesArchive archive;
    private KafkaEvents events;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new Broker(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.topic(topic, 100_000);
        begin();
    }

    @AfterEach
    void close() {
        end();
    }

    @Test
    void shouldWriteEachEventOnceUnderItsIdAndItsCall() throws Exception {
        archive("watch", 3, "");
        archived.clear();
        archive("decision", 30, "");
        awaitDelivered(30);
        List<ConsumerRecord<String, String>> records = broker.records(topic);
        assertThat(records).hasSize(30);
        assertThat(ids(records)).containsExactlyInAnyOrderElementsOf(archived);
        ConsumerRecord<String, String> first = records.get(0);
        assertThat(header(first, "type")).isEqualTo("decision");
        JsonNode body = JsonMapper.shared().readTree(first.value());
        assertThat(body.path("id").asString()).isEqualTo(header(first, "id"));
        assertThat(body.path("callId").asString()).isEqualTo(first.key());
        assertThat(body.has("words")).as("the caller's words are not told").isFalse();
        assertInOrderOfEachCall(records);
        await().atMost(PATIENCE).until(() -> events.counters().get("waiting_bytes") == 0);
    }

    @Test
    void shouldLoseNothingAndKeepTheOrderWhereBrokerAndEngineAreRestartedInMidRun() throws Exception {
        end();
        patient = false;
        begin();
        archive("fuse", 40, "");
        awaitDelivered(40);
        archive("decision", 60, "");
        broker.stop();
        archive("decision", 60, "");
        await().atMost(PATIENCE).until(() -> events.counters().get("failures") > 0);
        assertThat(events.counters().get("waiting_bytes")).isPositive();
        end();
        begin();
        archive("call", 40, "");
        await().atMost(PATIENCE).until(() -> events.counters().get("failures") > 0);
        broker.start();
        archive("call", 20, "");
        await().atMost(PATIENCE).until(() -> events.counters().get("waiting_bytes") == 0);
        List<ConsumerRecord<String, String>> records = broker.records(topic);
        assertThat(ids(records)).containsExactlyInAnyOrderElementsOf(archived);
        assertInOrderOfEachCall(records);
        assertThat(archived).hasSize(220);
    }

    @Test
    void shouldGoOnWhereAnEngineStopsWhileItWrites() throws Exception {
        for (int run = 1; run <= 4; run++) {
            archive("decision", 150, "");
            long few = 10L * run;
            await().atMost(PATIENCE).until(() -> events.counters().get("delivered") >= few);
            end();
            begin();
        }
        archive("call", 1, "");
        awaitDelivered(1);
        await().atMost(PATIENCE).until(() -> events.counters().get("waiting_bytes") == 0);
        List<ConsumerRecord<String, String>> records = broker.records(topic);
        assertThat(ids(records)).containsExactlyInAnyOrderElementsOf(archived);
        assertInOrderOfEachCall(records);
    }

    @Test
    void shouldPassOverWhatTheTopicWillNeverTake() throws Exception {
        archive("decision", 5, "");
        archive("decision", 1, "x".repeat(200_000));
        archive("decision", 5, "");
        archive("decision", 1, "x".repeat(3_000_000));
        archive("decision", 5, "");
        awaitDelivered(15);
        await().atMost(PATIENCE).until(() -> events.counters().get("waiting_bytes") == 0);
        assertThat(events.counters()).containsEntry("refused", 2L).containsEntry("failures", 0L);
        Set<String> taken = ids(broker.records(topic));
        assertThat(taken).hasSize(15).doesNotContain(archived.get(5), archived.get(11));
        assertThat(Files.readAllLines(folder.resolve("kafka").resolve(topic + ".refused.jsonl")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(archived)
                        .contains(JsonMapper.shared().readTree(line).path("id").asString()));
    }

    @Test
    void shouldWaitForATopicThatDoesNotExistYet() throws Exception {
        end();
        patient = false;
        topic = "laterTopic";
        begin();
        archive("decision", 3, "");
        await().atMost(PATIENCE).until(() -> events.counters().get("failures") > 1);
        broker.topic(topic, 100_000);
        awaitDelivered(3);
        assertThat(ids(broker.records(topic))).containsExactlyInAnyOrderElementsOf(archived);
    }

    @Test
    void shouldTellNobodyWithoutATopic() throws Exception {
        try (KafkaEvents nobody = new KafkaEvents(Optional.empty(), archive.committed())) {
            nobody.start();
            archive("decision", 1, "");
            assertThat(nobody.counters())
                    .containsOnly(
                            Map.entry("delivered", 0L),
                            Map.entry("refused", 0L),
                            Map.entry("failures", 0L),
                            Map.entry("waiting_bytes", 0L));
        }
    }

    private void begin() throws Exception {
        archive = JsonLinesArchive.open(folder.resolve("archive"), Clock.systemUTC());
        KafkaSettings settings = new KafkaSettings(
                broker.address(),
                topic,
                Set.of("fuse", "decision", "call"),
                Map.of(),
                folder.resolve("kafka"),
                patient ? Duration.ofSeconds(60) : Duration.ofSeconds(2),
                patient ? Duration.ofSeconds(60) : Duration.ofSeconds(4),
                Duration.ofMillis(20),
                Duration.ofMillis(200));
        events = new KafkaEvents(Optional.of(settings), archive.committed());
        events.start();
    }

    private void end() {
        events.close();
        archive.close();
    }

    private void awaitDelivered(long lines) {
        await().atMost(PATIENCE).until(() -> events.counters().get("delivered") >= lines);
    }

    /** Lines of several calls in turn, each known by its number. */
    private void archive(String type, int lines, String padding) throws Exception {
        for (int i = 0; i < lines; i++) {
            String call = "c" + i % CALLS;
            String id = String.format("%s:%s:%06d", call, type, archived.size());
            String json = "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"callId\":\"" + call
                    + "\",\"words\":[{\"word\":\"secret\"}],\"padding\":\"" + padding + "\"}";
            archive.append(new ArchiveLine(id, json)).get();
            archived.add(id);
        }
    }

    private static Set<String> ids(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(record -> header(record, "id")).collect(Collectors.toSet());
    }

    /** Of each call, the first time each event is told is in the order of the archive, and all are in one partition. */
    private void assertInOrderOfEachCall(List<ConsumerRecord<String, String>> records) {
        Map<String, Set<String>> told = new HashMap<>();
        Map<String, Set<Integer>> partitions = new HashMap<>();
        for (ConsumerRecord<String, String> record : records) {
            told.computeIfAbsent(record.key(), call -> new LinkedHashSet<>()).add(header(record, "id"));
            partitions
                    .computeIfAbsent(record.key(), call -> new LinkedHashSet<>())
                    .add(record.partition());
        }
        told.forEach((call, ids) -> assertThat(List.copyOf(ids))
                .as(call)
                .isEqualTo(archived.stream().filter(ids::contains).toList()));
        assertThat(partitions.values()).allSatisfy(one -> assertThat(one).hasSize(1));
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
