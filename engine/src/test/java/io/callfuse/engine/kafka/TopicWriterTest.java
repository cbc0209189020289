package io.callfuse.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.courier.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of a client that cannot be made, or reaches nobody. */
@Timeout(60)
class TopicWriterTest {
    private static final Event EVENT = new Event("c1:fuse", "c1", "fuse", "{}".getBytes(StandardCharsets.UTF_8));

    @Test
    void shouldSayWhatKafkaDoesNotTakeOfTheClientsProperties() throws Exception {
        assertThat(why(Map.of("security.protocol", "LATER"))).contains("security.protocol", "LATER");
    }

    @Test
    void shouldNeverTellHowTheClientLogsIn() throws Exception {
        assertThat(why(Map.of(
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "PLAIN",
                        "sasl.jaas.config", "hush hush password=hush")))
                .contains("sasl.jaas.config")
                .doesNotContain("hush");
    }

    @Test
    void shouldSayThatNobodyTellsWhereTheTopicIs() throws Exception {
        try (TopicWriter writer = writer("127.0.0.1:1", Map.of())) {
            assertThat(writer.write(List.of(EVENT, EVENT, EVENT))).hasSize(3).allSatisfy(reception -> assertThat(
                            ((Reception.Unknown) reception).why())
                    .contains("Topic events not present in metadata"));
        }
    }

    @Test
    void shouldTryAgainWhereTheBrokersNameIsNotKnown() throws Exception {
        try (TopicWriter writer = writer("nobody.invalid:9092", Map.of())) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThat(writer.write(List.of(EVENT)))
                        .singleElement()
                        .isInstanceOfSatisfying(Reception.Unknown.class, unknown -> assertThat(unknown.why())
                                .contains("bootstrap"));
            }
        }
    }

    private static String why(Map<String, String> client) throws Exception {
        try (TopicWriter writer = writer("127.0.0.1:1", client)) {
            return ((Reception.Unknown) writer.write(List.of(EVENT)).get(0)).why();
        }
    }

    private static TopicWriter writer(String servers, Map<String, String> client) {
        return new TopicWriter(new KafkaSettings(
                servers,
                "events",
                Set.of("fuse"),
                client,
                Path.of("nowhere"),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofMillis(1),
                Duration.ofMillis(2)));
    }
}
