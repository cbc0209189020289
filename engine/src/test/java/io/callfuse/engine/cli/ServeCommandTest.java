package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServeCommandTest {
    @TempDir
    Path directory;

    @Test
    void shouldNameThePortThatIsInUse() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + busy.getLocalPort();
            Path config = Files.writeString(
                    directory.resolve("engine.yaml"),
                    """
                    audiosocket: {listen: '%s'}
                    agi: {listen: '127.0.0.1:0'}
                    ami: {enabled: false}
                    archive: {directory: '%s'}
                    """
                            .formatted(address, directory.resolve("archive")));

            CommandRun run = CommandRun.of("serve", "--config", config);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errLines())
                    .singleElement()
                    .asString()
                    .startsWith("callfuse: ")
                    .contains(String.valueOf(busy.getLocalPort()));
        }
    }

    @Test
    void shouldNotStartOnAMissingConfiguration() {
        CommandRun run = CommandRun.of("serve", "--config", directory.resolve("nowhere.yaml"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("nowhere.yaml");
    }
}
