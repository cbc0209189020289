package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code demo --asterisk} says where there is no lab; the end-to-end tests run it with one. */
@Timeout(30)
class AsteriskDemoTest {
    @TempDir
    Path directory;

    @AfterEach
    void forgetTheHome() {
        System.clearProperty(AsteriskDemo.HOME_PROPERTY);
    }

    private CommandRun demo() {
        return CommandRun.of("demo", "--asterisk", "--out", directory.resolve("out"));
    }

    @Test
    void shouldSayInOneLineThatTheJarAloneHasNoLab() {
        CommandRun run = demo();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).singleElement().asString().startsWith("callfuse: --asterisk needs the lab");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void shouldNameTheLabThatIsMissingInTheProject() {
        System.setProperty(AsteriskDemo.HOME_PROPERTY, directory.toString());

        assertThat(demo().errLines())
                .containsExactly(
                        "callfuse: --asterisk needs the lab that comes with the project (asterisk-config/lab): "
                                + directory.resolve("asterisk-config/lab") + " is missing");
    }
}
