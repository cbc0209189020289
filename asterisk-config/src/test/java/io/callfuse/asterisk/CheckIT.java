package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code callfuse check --asterisk} on the real Asterisk: as it should be, with a module gone, and with rights missing. */
@ExtendWith(LabExtension.class)
@Timeout(120)
class CheckIT {
    private static final Path JAR = Path.of(System.getProperty("callfuse.jar", "../engine/target/callfuse.jar"));
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path directory;

    @Test
    void shouldFindEverythingInOrderAndHearTheTestCalls(AsteriskLab lab) throws Exception {
        Checked checked = check(lab, "callfuse", lab.amiSecret());

        assertThat(checked.lines()).noneMatch(line -> line.startsWith("failed"));
        assertThat(checked.lines())
                .anyMatch(line -> line.matches("ok +asterisk +22\\..*"))
                .anyMatch(line -> line.matches("ok +known fault +asterisk#2123: .*"))
                .anyMatch(line -> line.matches("ok +modules +all .*"))
                .anyMatch(line -> line.matches("ok +rights +.*"))
                .anyMatch(line -> line.matches("ok +dialplan +all 4 routes .*"))
                .anyMatch(line -> line.matches("ok +audio, AMI +1 s of the tone .*"))
                .anyMatch(line -> line.matches("ok +audio, dialplan +1 s of the tone .*"));
        assertThat(checked.exitCode()).isZero();
        assertThat(lab.channels()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"audiosocket", "rtp", "websocket"})
    void shouldHearTheTestCallThatAriTapsOnEachWay(String media, AsteriskLab lab) throws Exception {
        Checked checked = check(
                lab,
                "callfuse",
                lab.amiSecret(),
                "ari: {enabled: true, address: '127.0.0.1:" + lab.httpPort() + "'}\ntap: {media: " + media + "}\n"
                        + "rtp: {enabled: true, listen: '127.0.0.1:0'}\nwebsocket: {enabled: true, listen: '"
                        + lab.webSocket() + "'}\n");

        assertThat(checked.lines()).noneMatch(line -> line.startsWith("failed"));
        assertThat(checked.lines())
                .anyMatch(line -> line.matches("ok +rtp +127.0.0.1:0 can be had"))
                .anyMatch(line -> line.matches("ok +websocket +.* is free"))
                .anyMatch(line -> line.matches("ok +audio, ARI +1 s of the tone .*"));
        assertThat(checked.exitCode()).isZero();
        assertThat(lab.bridges()).isZero();
        await().until(() -> lab.channels() == 0);
    }

    @Test
    void shouldSayWhichModuleIsMissingAndWhatToDo(AsteriskLab lab) throws Exception {
        lab.cli("module unload func_uuid.so");
        try {
            Checked checked = check(lab, "callfuse", lab.amiSecret());

            assertThat(checked.lines())
                    .filteredOn(line -> line.startsWith("failed"))
                    .singleElement()
                    .asString()
                    .contains("modules", "func_uuid.so is not loaded", "load = func_uuid.so in modules.conf");
            assertThat(checked.exitCode()).isEqualTo(1);
        } finally {
            lab.cli("module load func_uuid.so");
        }
    }

    @Test
    void shouldSayWhichRightIsMissingAndNotFailForWantOfIt(AsteriskLab lab) throws Exception {
        Path manager = lab.directory().resolve("etc/manager.conf");
        String before = Files.readString(manager);
        try {
            Files.writeString(
                    manager, "\n[poor]\nsecret = p00r\nread = call\nwrite = call,user\n", StandardOpenOption.APPEND);
            lab.cli("manager reload");

            Checked checked = check(lab, "poor", "p00r");

            assertThat(checked.lines())
                    .anyMatch(line ->
                            line.matches("failed +rights +the user poor may not originate: add originate to write.*"))
                    .anyMatch(line -> line.matches("failed +rights +the user poor may not agi: add agi to write.*"))
                    .anyMatch(line -> line.matches("failed +rights +no UserEvent is heard.*: add user to read.*"))
                    .anyMatch(line -> line.matches("failed +audio +not tried for want of a right.*"));
            assertThat(checked.exitCode()).isEqualTo(1);
        } finally {
            Files.writeString(manager, before);
            lab.cli("manager reload");
        }
    }

    @Test
    void shouldSayWhatTheRoutesLack(AsteriskLab lab) throws Exception {
        Checked checked = check(
                lab,
                "callfuse",
                lab.amiSecret(),
                """
                policy:
                  fallback: none
                  bridged: {agent: hangup}
                  routes:
                    soothing: {context: callfuse-routes, extension: soothing, queue: no-such-queue}
                    technical: {context: no-such-context, queue: support}
                """);

        assertThat(checked.lines())
                .anyMatch(line -> line.matches("failed +dialplan +route technical leads to no-such-context,s,1, .*"))
                .anyMatch(line -> line.matches("failed +dialplan +route soothing needs the queue no-such-queue, .*"))
                .anyMatch(line -> line.matches(
                        "warning +dialplan +nobody is a member of the queue support of route technical now.*"));
        assertThat(checked.exitCode()).isEqualTo(1);
    }

    private record Checked(int exitCode, List<String> lines) {}

    private Checked check(AsteriskLab lab, String user, String secret) throws IOException, InterruptedException {
        return check(lab, user, secret, "");
    }

    private Checked check(AsteriskLab lab, String user, String secret, String more)
            throws IOException, InterruptedException {
        Path config = Files.writeString(
                directory.resolve("callfuse.yaml"),
                """
                audiosocket: {listen: '%s'}
                agi: {listen: '%s', async: callfuse}
                ami: {address: '127.0.0.1:%d', username: %s}
                recognition: {model: none}
                archive: {directory: '%s'}
                """
                                .formatted(
                                        lab.audioSocket(), lab.agi(), lab.amiPort(), user, directory.resolve("archive"))
                        + more);
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toAbsolutePath().toString(),
                "check",
                "--asterisk",
                "--config",
                config.toString());
        builder.environment().put("CALLFUSE_AMI_PASSWORD", secret);
        builder.environment().put("CALLFUSE_ARI_PASSWORD", secret);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Checked(process.exitValue(), Files.readAllLines(output));
    }
}
