package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    private static EngineConfig load(String yaml) throws ConfigException {
        return ConfigLoader.parse(yaml, "test.yaml", ConfigSchema.EMBEDDED).config();
    }

    private static String refusal(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> load(yaml)).getMessage();
    }
}
