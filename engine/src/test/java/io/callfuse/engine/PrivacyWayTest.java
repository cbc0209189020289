package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.privacy.CallerPseudonyms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PrivacyWayTest {
    @TempDir
    Path folder;

    private EngineConfig config(String more) throws Exception {
        Path file = Files.writeString(
                folder.resolve("engine.yaml"), "archive: {directory: '" + folder.resolve("archive") + "'}\n" + more);
        return ConfigLoader.load(file).config();
    }

    @Test
    void shouldMakeAKeyOnceThatOnlyItsOwnerMayRead() throws Exception {
        EngineConfig config = config("");
        PrivacyWay.marks(config, new CallBook(), new StubArchive());
        Path key = folder.resolve("archive/caller-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        String made = Files.readString(key);
        PrivacyWay.marks(config, new CallBook(), new StubArchive());
        assertThat(key).hasContent(made);
        assertThat(PrivacyWay.pseudonyms(config, name -> null).of("5550100"))
                .isEqualTo(new CallerPseudonyms(made.strip()).of("5550100"));
    }

    @Test
    void shouldTakeTheKeyFromTheFileThatIsNamedBeforeTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("CALLFUSE_CALLER_KEY", "of the environment");
        assertThat(PrivacyWay.pseudonyms(config(""), environment::get).of("5550100"))
                .isEqualTo(new CallerPseudonyms("of the environment").of("5550100"));
        Path named = Files.writeString(folder.resolve("key"), "of the file\n");
        EngineConfig config = config("privacy: {keyFile: '" + named + "'}\n");
        assertThat(PrivacyWay.pseudonyms(config, environment::get).of("5550100"))
                .isEqualTo(new CallerPseudonyms("of the file").of("5550100"));
    }

    @Test
    void shouldSayThatThereIsNoKey() throws Exception {
        EngineConfig config = config("");
        assertThatThrownBy(() -> PrivacyWay.pseudonyms(config, name -> null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("caller-key");
    }
}
