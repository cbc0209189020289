package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.policy.Reception;
import io.callfuse.engine.policy.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How callers are received at a route, as the operator writes it. */
@Timeout(60)
class RouteOptionsTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadHowCallersAreReceived() throws Exception {
        EngineConfig.Policy policy = load(
                """
                        policy:
                          routes:
                            care:
                              context: care-team
                              queue: care
                              queuePriority: 3
                              announce: sorry&one-moment
                              whisper: custom/upset
                              answerWithin: 0 s
                            fallback: {context: operator}
                          switchTo: care
                          bridged: {agent: hangup}
                          evidenceLink: https://records/{id}
                        """);
        assertThat(policy.settings().switchRoute().reception())
                .isEqualTo(new Reception("care", 3, "sorry&one-moment", "custom/upset", Duration.ZERO));
        assertThat(policy.settings().fallback().orElseThrow().reception()).isEqualTo(Reception.PLAIN);
        assertThat(policy.evidenceLink()).isEqualTo("https://records/{id}");
        assertThat(policy.routesInUse()).extracting(Route::name).containsExactly("care", "fallback");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "announce: 'a,b'    | announce | names of sound files",
                "whisper: '${X}'    | whisper | names of sound files",
                "queue: 'a b'       | queue | the name of a queue",
                "answerWithin: 2 h  | answerWithin | from 0 s to 60 min"
            })
    void shouldRefuseWhatADialplanWouldTakeForSomethingElse(String option, String name, String reason) {
        String yaml = "policy: {routes: {soothing: {context: c, " + option + "}}, fallback: none, "
                + "bridged: {agent: hangup}}";
        assertThatThrownBy(() -> load(yaml))
                .hasMessageContaining("policy.routes.soothing." + name)
                .hasMessageContaining(reason);
    }

    private EngineConfig.Policy load(String yaml) throws ConfigException, IOException {
        return ConfigLoader.load(Files.writeString(directory.resolve("callfuse.yaml"), yaml))
                .config()
                .policy();
    }
}
