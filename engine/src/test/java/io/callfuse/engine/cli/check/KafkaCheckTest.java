package io.callfuse.engine.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.KafkaProperties;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told of his brokers before he starts. */
@Timeout(60)
class KafkaCheckTest {
    @TempDir
    Path folder;

    @Test
    void shouldBeContentWhereOneOfTheBrokersListens() throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding found = look(List.of("127.0.0.1:1", "127.0.0.1:" + broker.getLocalPort()), Optional.empty());
            assertThat(found.result()).isEqualTo(Finding.Result.OK);
            assertThat(found.text()).contains("pbx", "fuse");
        }
    }

    @Test
    void shouldWarnWhereNobodyListens() {
        Finding found = look(List.of("127.0.0.1:1", "nobody.invalid:9092"), Optional.empty());
        assertThat(found.result()).isEqualTo(Finding.Result.WARNING);
        assertThat(found.text()).contains("127.0.0.1:1", "nobody.invalid:9092", "wait");
    }

    @Test
    void shouldFailWhereTheEngineWouldNotStart() {
        Finding found = look(List.of("127.0.0.1:1"), Optional.of(folder.resolve("missing")));
        assertThat(found.result()).isEqualTo(Finding.Result.FAILED);
        assertThat(found.text()).contains("does not exist");
    }

    @Test
    void shouldWarnOfAFileThatOthersCanRead() throws Exception {
        Path file = folder.resolve("kafka.properties");
        Files.writeString(file, "security.protocol=SSL\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding found = look(List.of("127.0.0.1:" + broker.getLocalPort()), Optional.of(file));
            assertThat(found.result()).isEqualTo(Finding.Result.WARNING);
            assertThat(found.text()).contains("chmod 600");
        }
    }

    private static Finding look(List<String> servers, Optional<Path> properties) {
        return KafkaCheck.look(
                new EngineConfig.Kafka(servers, "pbx", Set.of("fuse"), properties.map(KafkaProperties::new)));
    }
}
