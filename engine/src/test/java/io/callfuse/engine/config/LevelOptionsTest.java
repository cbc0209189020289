package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What else each level of the fuse does, as an operator writes it. */
@Timeout(60)
class LevelOptionsTest {
    @Test
    void shouldWhisperToNobodyByDefault() {
        assertThat(ConfigLoader.defaults().config().policy().whisper()).isEmpty();
    }

    @Test
    void shouldReadWhatIsWhispered() throws Exception {
        assertThat(load("policy: {levels: {confirm: {whisper: custom/upset-caller&beep}}}")
                        .policy()
                        .whisper())
                .isEqualTo("custom/upset-caller&beep");
    }

    @Test
    void shouldTellWhichLineIsWrongAndWhy() {
        String whisper = "policy:\n  levels:\n    confirm:\n      whisper: ";
        assertThat(refusal(whisper + "upset-caller\nami: {enabled: false}\n"))
                .contains(":4:", "ARI alone cannot whisper", "ami.enabled");
        assertThat(refusal(whisper + "'upset caller'\n")).contains(":4:", "whisper");
    }

    private static EngineConfig load(String yaml) throws ConfigException {
        return ConfigLoader.parse(yaml, "test.yaml", ConfigSchema.EMBEDDED).config();
    }

    private static String refusal(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> load(yaml)).getMessage();
    }
}
