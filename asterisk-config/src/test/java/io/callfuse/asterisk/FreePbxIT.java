package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The lines for FreePBX, loaded by the real Asterisk as FreePBX's own files include them; FreePBX itself is played by a few lines
 * that have the names its dialplan has.
 */
@ExtendWith(LabExtension.class)
@Timeout(60)
class FreePbxIT {
    private static final Path SHIPPED = Path.of("asterisk");
    private static final Path FREEPBX = Path.of("freepbx");

    @Test
    void shouldLoadBesideTheDialplanOfFreePbx(AsteriskLab lab) throws Exception {
        Path etc = lab.directory().resolve("etc");
        String extensions = Files.readString(etc.resolve("extensions.conf"));
        String manager = Files.readString(etc.resolve("manager.conf"));
        try {
            copy(SHIPPED, Files.createDirectories(etc.resolve("callfuse")));
            copy(FREEPBX, etc);
            Files.writeString(
                    etc.resolve("extensions.conf"),
                    """
                    #include extensions_custom.conf
                    [globals]
                    [from-internal]
                    include => from-internal-custom
                    [from-internal-custom]
                    [ext-queues]
                    exten => _60X,1,NoOp()
                    """);
            Files.writeString(
                    etc.resolve("manager.conf"),
                    manager.replaceAll("(?s)#include.*", "#include manager_custom.conf\n"));
            assertThat(lab.cli("dialplan reload")).doesNotContain("Unable");
            lab.cli("manager reload");

            assertThat(lab.cli("dialplan show callfuse-queue"))
                    .contains("Gosub(callfuse-watch,s,1)", "Goto(ext-queues,");
            for (String route : new String[] {"soothing", "technical", "fallback", "agent"}) {
                assertThat(lab.cli("dialplan show " + route + "@callfuse-routes"))
                        .contains("'" + route + "'");
            }
            assertThat(lab.cli("dialplan show callfuse-guard")).contains("'arm'");
            assertThat(lab.cli("dialplan show globals"))
                    .contains("CALLFUSE_SOOTHING_QUEUE=601", "CALLFUSE_AGI=127.0.0.1:4573");
            assertThat(lab.cli("manager show user callfuse")).contains("write perm: call,user,originate,agi");
        } finally {
            remove(etc, FREEPBX);
            remove(etc.resolve("callfuse"), SHIPPED);
            Files.delete(etc.resolve("callfuse"));
            Files.writeString(etc.resolve("extensions.conf"), extensions);
            Files.writeString(etc.resolve("manager.conf"), manager);
            lab.cli("dialplan reload");
            lab.cli("manager reload");
        }
    }

    private static void remove(Path from, Path copied) throws IOException {
        try (Stream<Path> files = Files.list(copied)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(from.resolve(file.getFileName()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
