package io.callfuse.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class LabSettingsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Path script;

    @BeforeEach
    void layOut() throws Exception {
        script = directory.resolve("asterisk-config/lab");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void shouldUseThePortsThatTheLabNamesAsItsDefaults() throws Exception {
        LabSettings settings = LabSettings.of(Optional.of(PROJECT), Map.of());

        String text = Files.readString(settings.script());
        assertThat(text)
                .contains("SIP_PORT:-" + settings.sipPort())
                .contains("AMI_PORT:-" + settings.amiPort())
                .contains("HTTP_PORT:-" + settings.httpPort())
                .contains("AUDIOSOCKET:-127.0.0.1:" + settings.audioSocketPort())
                .contains("AGI:-127.0.0.1:" + settings.agiPort());
        assertThat(settings.state()).isEqualTo(PROJECT.resolve("asterisk-config/.lab"));
    }

    @Test
    void shouldTakePortsAndPlaceFromTheEnvironment() throws Exception {
        LabSettings settings = LabSettings.of(
                Optional.of(directory),
                Map.of(
                        "CALLFUSE_LAB", "/elsewhere/lab",
                        "SIP_PORT", "1",
                        "AMI_PORT", "2",
                        "HTTP_PORT", "3",
                        "AUDIOSOCKET", "127.0.0.1:4",
                        "AGI", "127.0.0.1:65535"));

        assertThat(settings)
                .isEqualTo(new LabSettings(script.toAbsolutePath(), Path.of("/elsewhere/lab"), 1, 2, 3, 4, 65535));
        assertThat(settings.secretFile()).isEqualTo(Path.of("/elsewhere/lab/ami-secret"));
    }

    @Test
    void shouldTakeAnEmptyVariableForNone() throws Exception {
        assertThat(LabSettings.of(Optional.of(directory), Map.of("SIP_PORT", "", "AGI", "", "CALLFUSE_LAB", "")))
                .isEqualTo(LabSettings.of(Optional.of(directory), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "SIP_PORT, x",
        "SIP_PORT, 0",
        "AMI_PORT, 65536",
        "HTTP_PORT, -1",
        "AUDIOSOCKET, 9092",
        "AUDIOSOCKET, 10.0.0.1:9092",
        "AGI, 127.0.0.1:0",
        "AGI, 127.0.0.1:99999999999"
    })
    void shouldNameAVariableThatCannotBeUsed(String name, String value) {
        assertThatThrownBy(() -> LabSettings.of(Optional.of(directory), Map.of(name, value)))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("'" + value + "'");
    }

    @Test
    void shouldSayThatTheLabIsMissing() throws Exception {
        Files.delete(script);

        assertThatThrownBy(() -> LabSettings.of(Optional.of(directory), Map.of()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(script + " is missing");
        assertThatThrownBy(() -> LabSettings.of(Optional.empty(), Map.of()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("not by the jar");
    }
}
