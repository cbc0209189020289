package io.callfuse.engine.asr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ModelHomeTest {
    @TempDir
    Path temporary;

    @Test
    void shouldBeWhereTheEnvironmentSays() {
        assertThat(ModelHome.of(Map.of("CALLFUSE_MODELS", "/srv/models")).folder())
                .isEqualTo(Path.of("/srv/models"));
        assertThat(ModelHome.of(Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/me"))
                        .folder())
                .isEqualTo(Path.of("/data/callfuse/models"));
        assertThat(ModelHome.of(Map.of("HOME", "/home/me")).folder())
                .isEqualTo(Path.of("/home/me/.local/share/callfuse/models"));
    }

    @Test
    void shouldUseTheOnlyModelThereIsAndNoneOfSeveral() throws Exception {
        ModelHome home = new ModelHome(temporary);
        assertThat(home.inUse()).isEmpty();
        ModelFolder.write(temporary.resolve("one"), ModelFolder.files());
        assertThat(home.inUse().orElseThrow().name()).isEqualTo("one");
        ModelFolder.write(temporary.resolve("two"), ModelFolder.files());
        assertThat(home.inUse()).isEmpty();
    }

    @Test
    void shouldUseTheModelThatWasChosenLast() throws Exception {
        ModelHome home = new ModelHome(temporary.resolve("home"));
        ModelFolder.write(home.folder().resolve("here"), ModelFolder.files());
        Path elsewhere = ModelFolder.write(temporary.resolve("elsewhere"), ModelFolder.files());
        home.use(elsewhere.toString());
        assertThat(home.inUse().orElseThrow().name()).isEqualTo("elsewhere");
        home.use("here");
        assertThat(home.inUse().orElseThrow().name()).isEqualTo("here");
        assertThat(home.installed()).extracting(SpeechModel::name).containsExactly("here");
    }

    @Test
    void shouldChooseNothingThatCannotBeUsed() throws Exception {
        ModelHome home = new ModelHome(temporary.resolve("home"));
        Files.createDirectories(temporary.resolve("empty"));
        assertThatThrownBy(() -> home.use(temporary.resolve("empty").toString()))
                .isInstanceOf(SpeechModelException.class)
                .hasMessageContaining("am/final.mdl");
        assertThat(home.inUse()).isEmpty();
    }

    @Test
    void shouldSayThatTheChosenModelIsGone() throws Exception {
        ModelHome home = new ModelHome(temporary.resolve("home"));
        Path chosen = ModelFolder.write(temporary.resolve("chosen"), ModelFolder.files());
        home.use(chosen.toString());
        Files.delete(chosen.resolve("am/final.mdl"));
        assertThatThrownBy(home::inUse).isInstanceOf(SpeechModelException.class).hasMessageContaining("chosen");
    }
}
