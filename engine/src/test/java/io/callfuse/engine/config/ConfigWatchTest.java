package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConfigWatchTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private Path file;
    private ConfigWatch watch;

    @BeforeEach
    void watchAFile() throws IOException {
        file = folder.resolve("engine.yaml");
        write("1");
        watch = new ConfigWatch(file, new ConfigWatch.Listener() {
            @Override
            public void changed(LoadedConfig config) {
                told.add(config.policySettings().version());
            }

            @Override
            public void refused(ConfigException why) {
                told.add(why.getMessage().replace(folder.toString(), ""));
            }
        });
    }

    private void write(String version) throws IOException {
        Files.writeString(file, "policy:\n  version: '" + version + "'\n");
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    @Test
    void shouldTellEachContentOnce() throws IOException {
        look(5);
        write("2");
        look(5);
        write("2");
        look(5);
        assertThat(told).containsExactly("1", "2");
    }

    @Test
    void shouldTellAChangeThatKeepsSizeAndTime() throws IOException {
        look(3);
        FileTime before = Files.getLastModifiedTime(file);
        write("3");
        Files.setLastModifiedTime(file, before);
        look(3);
        assertThat(told).containsExactly("1", "3");
    }

    @Test
    void shouldFollowAFileThatAnotherTakesThePlaceOf() throws IOException {
        look(3);
        Path fresh = folder.resolve("fresh.yaml");
        Files.writeString(fresh, "policy: {version: '4'}");
        Files.delete(file);
        look(1);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        look(3);
        assertThat(told).containsExactly("1", "4");
    }

    @Test
    void shouldWaitUntilAFileIsWrittenToItsEnd() throws IOException {
        look(3);
        Files.writeString(file, "policy:\n  versi");
        look(2);
        write("5");
        look(3);
        assertThat(told).containsExactly("1", "5");
    }

    @Test
    void shouldTellAFaultOnceWithItsLineAndTheRepairedFileAfterwards() throws IOException {
        look(3);
        Files.writeString(file, "policy:\n  version: '6'\n  fuse:\n    dwell: 3\n");
        look(5);
        write("6");
        look(3);
        assertThat(told).hasSize(3);
        assertThat(told.get(1)).startsWith("/engine.yaml:4: policy.fuse.dwell: ");
        assertThat(told.get(2)).isEqualTo("6");
    }

    @Test
    void shouldTellOnceThatTheFileIsGone() throws IOException {
        look(3);
        Files.delete(file);
        look(5);
        write("1");
        look(3);
        assertThat(told).containsExactly("1", "/engine.yaml: does not exist", "1");
    }
}
