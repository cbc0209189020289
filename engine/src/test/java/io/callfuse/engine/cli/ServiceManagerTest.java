package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What systemd is told; a script stands in for {@code systemd-notify} and writes it down. */
@Timeout(60)
class ServiceManagerTest {
    @TempDir
    Path directory;

    private Path told;
    private Path program;

    @BeforeEach
    void writeProgram() throws IOException {
        told = directory.resolve("told");
        program = Files.writeString(directory.resolve("notify"), "#!/bin/sh\necho \"$*\" >>'" + told + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private List<String> told() throws IOException {
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }

    private ServiceManager manager(Map<String, String> environment) {
        return new ServiceManager(environment::get, List.of(program.toString()));
    }

    @Test
    void shouldTellThatItIsReadyAndStops() throws Exception {
        try (ServiceManager systemd = manager(Map.of("NOTIFY_SOCKET", "/run/x"))) {
            systemd.ready(() -> true);
            systemd.stopping("draining 3 calls");
            assertThat(told()).containsExactly("READY=1", "STOPPING=1 STATUS=draining 3 calls");
        }
    }

    @Test
    void shouldFeedTheWatchdogWhileTheEngineIsAtWorkAndNotWhenItIsStuck() throws Exception {
        try (ServiceManager systemd = manager(Map.of("NOTIFY_SOCKET", "/run/x", "WATCHDOG_USEC", "40000"))) {
            systemd.ready(() -> true);
            await().until(() -> told().stream().filter("WATCHDOG=1"::equals).count() >= 3);
        }
        Files.delete(told);
        AtomicBoolean asked = new AtomicBoolean();
        try (ServiceManager systemd = manager(Map.of("NOTIFY_SOCKET", "/run/x", "WATCHDOG_USEC", "40000"))) {
            systemd.ready(() -> {
                asked.set(true);
                return false;
            });
            await().untilTrue(asked);
        }
        assertThat(told()).containsExactly("READY=1");
    }

    @Test
    void shouldTellNobodyWhereThereIsNoSystemdOrNoProgram() throws Exception {
        try (ServiceManager nobody = manager(Map.of("WATCHDOG_USEC", "1000"))) {
            nobody.ready(() -> true);
        }
        assertThat(told()).isEmpty();
        Map<String, String> environment = Map.of("NOTIFY_SOCKET", "/run/x");
        try (ServiceManager missing = new ServiceManager(environment::get, List.of("/nowhere/notify"))) {
            missing.ready(() -> true);
        }
    }
}
