package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP and webhooks as an operator writes them, and what he is told of each kind of mistake. */
@Timeout(60)
class WebOptionsTest {
    @Test
    void shouldAnswerNobodyAndTellNobodyByDefault() {
        EngineConfig defaults = ConfigLoader.defaults().config();
        assertThat(defaults.http().enabled()).isFalse();
        assertThat(defaults.http().listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(defaults.http().hosts()).isEmpty();
        assertThat(defaults.webhooks()).isEmpty();
        assertThat(defaults.kafka()).isEmpty();
    }

    @Test
    void shouldReadAReceiverWithAllThatItMaySay() throws Exception {
        EngineConfig config = load(
                """
                http: {enabled: true, hosts: 'Callfuse.example.net, other.example.net'}
                webhooks:
                  - name: crm
                    url: https://crm.example.net/callfuse
                    secretFile: /etc/callfuse/crm
                    events: [fuse, no-media]
                  - name: wall
                    url: http://127.0.0.1:8080/
                """);
        assertThat(config.http().hosts()).containsExactlyInAnyOrder("callfuse.example.net", "other.example.net");
        assertThat(config.webhooks())
                .containsExactly(
                        new EngineConfig.Webhook(
                                "crm",
                                URI.create("https://crm.example.net/callfuse"),
                                new PasswordSource(
                                        Optional.of(Path.of("/etc/callfuse/crm")), "CALLFUSE_WEBHOOK_SECRET"),
                                Set.of("fuse", "no-media")),
                        new EngineConfig.Webhook(
                                "wall",
                                URI.create("http://127.0.0.1:8080/"),
                                new PasswordSource(Optional.empty(), "CALLFUSE_WEBHOOK_SECRET"),
                                Set.of("fuse", "decision", "switch", "rule", "call", "task")));
    }

    @Test
    void shouldTellWhichLineIsWrongAndWhy() {
        assertThat(refusal("webhooks:\n  - name: crm\n    url: http://crm.example.net/\n"))
                .contains(":3:", "in the clear", "https");
        assertThat(refusal("webhooks:\n  - {name: a, url: 'https://h/'}\n  - {name: a, url: 'https://h/'}\n"))
                .contains(":3:", "line 2", "'a' too");
        assertThat(refusal("webhooks:\n  - {name: a, url: 'https://h/', events: [fuze]}\n"))
                .contains(":2:", "fuze");
        assertThat(refusal("webhooks:\n  - {name: a, url: 'https:///nowhere'}\n"))
                .contains(":2:", "names no host");
        assertThat(refusal("webhooks:\n  - {name: a}\n")).contains(":2:", "url");
        assertThat(refusal("webhooks:\n  - {name: a, url: 'https://h/', secret: x}\n"))
                .contains("secretFile");
        assertThat(refusal("http:\n  certificateFile: cert.pem\n")).contains(":2:", "http.keyFile");
        assertThat(refusal("http:\n  token: abc\n")).contains(":2:", "tokenFile");
        assertThat(refusal("http:\n  allow: 300.1.1.1\n")).contains(":2:", "http.allow");
    }

    @Test
    void shouldReadATopicWithAllThatItMaySay() throws Exception {
        EngineConfig.Kafka least =
                load("kafka: {bootstrapServers: 'broker:9092'}").kafka().orElseThrow();
        assertThat(least.bootstrapServers()).containsExactly("broker:9092");
        assertThat(least.topic()).isEqualTo("callfuse-events");
        assertThat(least.events()).containsExactlyInAnyOrder("fuse", "decision", "switch", "rule", "call", "task");
        assertThat(least.properties()).isEmpty();
        EngineConfig.Kafka most =
                load("""
                        kafka:
                          bootstrapServers: a.example.net:9093, [::1]:9092
                          topic: pbx.events
                          events: [fuse, watch]
                          propertiesFile: /etc/callfuse/kafka.properties
                        """)
                        .kafka()
                        .orElseThrow();
        assertThat(most.bootstrapServers()).containsExactly("a.example.net:9093", "[::1]:9092");
        assertThat(most.topic()).isEqualTo("pbx.events");
        assertThat(most.events()).containsExactlyInAnyOrder("fuse", "watch");
        assertThat(most.properties()).contains(new KafkaProperties(Path.of("/etc/callfuse/kafka.properties")));
    }

    @Test
    void shouldTellWhichLineIsWrongOfATopicAndWhy() {
        assertThat(refusal("kafka:\n  bootstrapServers: broker\n")).contains(":2:", "HOST:PORT");
        assertThat(refusal("kafka:\n  bootstrapServers: kafka://broker:9092\n")).contains(":2:", "HOST:PORT");
        assertThat(refusal("kafka:\n  bootstrapServers: broker:70000\n")).contains(":2:", "'broker:70000'", "9092");
        assertThat(refusal("kafka:\n  bootstrapServers: a:1, b:2, a:1\n")).contains(":2:", "'a:1'", "twice");
        assertThat(refusal("kafka:\n  topic: '..'\n")).contains(":2:", "no topic's name");
        assertThat(refusal("kafka:\n  topic: what is this\n")).contains(":2:", "kafka.topic");
        assertThat(refusal("kafka:\n  topic: a\n  events: [fuze]\n")).contains(":3:", "fuze");
        assertThat(refusal("kafka:\n  password: x\n")).contains(":2:", "propertiesFile");
    }

    @Test
    void shouldTakeOnlyWhatLogsTheClientInAndNeverTellAValue(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("kafka.properties");
        Files.writeString(file, "security.protocol=SASL_SSL\nsasl.jaas.config=the login\n");
        assertThat(new KafkaProperties(file).read())
                .containsOnly(Map.entry("security.protocol", "SASL_SSL"), Map.entry("sasl.jaas.config", "the login"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(new KafkaProperties(file).warning())
                .hasValueSatisfying(
                        warning -> assertThat(warning).contains("chmod 600").doesNotContain("login"));
        Files.writeString(file, "acks=0\n");
        assertThat(catchThrowableOfType(ConfigException.class, () -> new KafkaProperties(file).read()))
                .hasMessageContaining("'acks' is not for this file")
                .hasMessageNotContaining("=0");
        Files.writeString(file, "ssl.key=\\uZZZZ\n");
        assertThat(catchThrowableOfType(ConfigException.class, () -> new KafkaProperties(file).read()))
                .hasMessageContaining("cannot be read as properties");
        assertThat(catchThrowableOfType(
                        ConfigException.class, () -> new KafkaProperties(folder.resolve("none")).read()))
                .hasMessageContaining("does not exist");
    }

    private static EngineConfig load(String yaml) throws ConfigException {
        return ConfigLoader.parse(yaml, "test.yaml", ConfigSchema.EMBEDDED).config();
    }

    private static String refusal(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> load(yaml)).getMessage();
    }
}
