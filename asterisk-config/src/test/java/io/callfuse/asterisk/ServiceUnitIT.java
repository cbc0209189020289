package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * The shipped unit's own command and configuration, in the folders that the unit names but laid out elsewhere, with nothing in the
 * environment but what systemd gives. A script stands in for {@code systemd-notify} and writes down what it is told.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ServiceUnitIT {
    private static final Path JAR = Path.of(System.getProperty("callfuse.jar", "../engine/target/callfuse.jar"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private Path told;
    private Process service;

    @BeforeEach
    void install() throws IOException {
        if (!Files.exists(JAR) && !"true".equals(System.getenv("CI"))) {
            throw new TestAbortedException("skipped: " + JAR + " is not built");
        }
        Path program = Files.createDirectories(root.resolve("opt/callfuse/engine/target"));
        Files.copy(JAR, program.resolve("callfuse.jar"));
        Files.copy(Path.of("../callfuse"), root.resolve("opt/callfuse/callfuse"));
        Files.createDirectories(root.resolve("var/lib/callfuse"));
        Files.writeString(
                Files.createDirectories(root.resolve("etc/callfuse")).resolve("callfuse.yaml"),
                here(Files.readString(Path.of("systemd/callfuse.yaml")))
                                // Which there is none of.
                                .replace("ami:\n", "ami:\n  enabled: false\n")
                        + "agi: {listen: '127.0.0.1:0'}\naudiosocket: {listen: '127.0.0.1:0'}\n");
        told = root.resolve("told");
        Path notify = Files.createDirectories(root.resolve("usr/bin")).resolve("systemd-notify");
        Files.writeString(notify, "#!/bin/sh\necho \"$*\" >>'" + told + "'\n");
        Files.setPosixFilePermissions(notify, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void kill() {
        if (service != null) {
            service.destroyForcibly();
        }
    }

    @Test
    void shouldTellSystemdThatItIsReadyAtWorkAndStopping() throws Exception {
        service = start();
        await().atMost(PATIENCE)
                .until(() -> told().stream().filter("WATCHDOG=1"::equals).count() >= 2);
        assertThat(told().get(0)).isEqualTo("READY=1");
        assertThat(root.resolve("var/lib/callfuse/archive"))
                .as("where it may write")
                .isDirectory();
        // SIGTERM.
        service.destroy();
        assertThat(service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(told()).anyMatch(line -> line.startsWith("STOPPING=1 STATUS=draining 0 calls"));
        assertThat(service.exitValue()).isZero();
    }

    private Process start() throws IOException {
        List<String> command = List.of(here(setting("ExecStart")).split(" "));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of(here(setting("WorkingDirectory"))).toFile())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("log").toFile());
        String[] own = here(setting("Environment")).split("=", 2);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", root.resolve("usr/bin") + ":/usr/local/bin:/usr/bin:/bin");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("NOTIFY_SOCKET", "/run/systemd/notify");
        environment.put("WATCHDOG_USEC", "1000000");
        environment.put(own[0], own[1]);
        return builder.start();
    }

    private static String setting(String name) throws IOException {
        List<String> values = Files.readAllLines(Path.of("systemd/callfuse.service")).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
        assertThat(values).as(name).hasSize(1);
        return values.get(0);
    }

    /** The same below the root of the test. */
    private String here(String text) {
        return text.replaceAll("/(opt|etc|var/lib)/callfuse", root + "/$1/callfuse");
    }

    private List<String> told() throws IOException {
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }
}
