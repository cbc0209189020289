package io.callfuse.engine.lab;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class LabNeedsTest {
    @TempDir
    Path directory;

    @Test
    void shouldNameThePackageToolsThatAreMissing() throws Exception {
        command("bash");
        command("perl");

        assertThatThrownBy(() -> needs(1, 1).requireTools(directory.toString()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("apt-get, dpkg, dpkg-deb")
                .hasMessageNotContaining("bash");
    }

    @Test
    void shouldNeedNoPackageToolsOnceAsteriskIsUnpacked() throws Exception {
        command("bash");
        command("perl");
        Files.createDirectories(directory.resolve("state/root"));
        Files.writeString(directory.resolve("state/root/.suite"), "forky\n");

        assertThatCode(() -> needs(1, 1).requireTools("/nowhere:" + directory)).doesNotThrowAnyException();
    }

    @Test
    void shouldNameThePortThatIsTakenAndItsVariable() throws Exception {
        try (DatagramSocket sip = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                ServerSocket audio = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LabNeeds needs = needs(sip.getLocalPort(), audio.getLocalPort());

            assertThatThrownBy(needs::requireAsteriskPorts)
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith("UDP port " + sip.getLocalPort())
                    .hasMessageContaining("SIP_PORT");
            assertThatThrownBy(needs::requireEnginePorts)
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith("TCP port " + audio.getLocalPort())
                    .hasMessageContaining("AUDIOSOCKET");
        }
    }

    private LabNeeds needs(int sipPort, int audioPort) {
        return new LabNeeds(
                new LabSettings(directory.resolve("lab"), directory.resolve("state"), sipPort, 0, 0, audioPort, 0));
    }

    private void command(String name) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IllegalStateException(file + " cannot be made executable");
        }
    }
}
