package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PasswordSourceTest {
    private static final String VARIABLE = "CALLFUSE_AMI_PASSWORD";

    @TempDir
    Path directory;

    @Test
    void shouldReadTheEnvironmentWhereNoFileIsNamed() throws ConfigException {
        PasswordSource source = new PasswordSource(Optional.empty(), VARIABLE);
        assertThat(source.read(Map.of(VARIABLE, "s3cret")::get)).isEqualTo("s3cret");
    }

    @Test
    void shouldReadTheFirstLineOfTheFileAndPreferItToTheEnvironment() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "from file\nsecond line\n");
        PasswordSource source = new PasswordSource(Optional.of(file), VARIABLE);
        assertThat(source.read(Map.of(VARIABLE, "from environment")::get)).isEqualTo("from file");
    }

    @Test
    void shouldWarnOfAFileThatOthersCanRead() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "s3cret\n");
        PasswordSource source = new PasswordSource(Optional.of(file), VARIABLE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(source.warning()).isEmpty();
        for (String careless : List.of("rw-r-----", "rw----r--")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(careless));
            assertThat(source.warning())
                    .get()
                    .asString()
                    .contains(file.toString(), "chmod 600")
                    .doesNotContain("s3cret");
        }
        assertThat(new PasswordSource(Optional.empty(), VARIABLE).warning()).isEmpty();
        assertThat(new PasswordSource(Optional.of(directory.resolve("missing")), VARIABLE).warning())
                .isEmpty();
    }

    @Test
    void shouldSayWhereItLookedInVain() throws IOException {
        assertThatThrownBy(() -> new PasswordSource(Optional.empty(), VARIABLE).read(name -> null))
                .isInstanceOf(ConfigException.class)
                .hasMessage("environment variable CALLFUSE_AMI_PASSWORD: is not set"
                        + " (hint: or name a file in passwordFile)");
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> new PasswordSource(Optional.of(missing), VARIABLE).read(name -> null))
                .hasMessage(missing + ": does not exist (hint: passwordFile names it)");
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        assertThatThrownBy(() -> new PasswordSource(Optional.of(empty), VARIABLE).read(name -> null))
                .hasMessage(empty + ": its first line is empty (hint: it must hold the password)");
    }
}
