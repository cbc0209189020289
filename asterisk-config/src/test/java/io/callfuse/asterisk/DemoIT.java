package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code callfuse demo --asterisk} as a user starts it, in an Asterisk that is up already and must stay up. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class DemoIT {
    private static final Path LAUNCHER =
            Path.of("..", "callfuse").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Process demo(AsteriskLab lab) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "demo", "--asterisk", "--out", "out");
        builder.environment().put("CALLFUSE_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CALLFUSE_LAB", lab.directory().toString());
        builder.environment().put("SIP_PORT", Integer.toString(lab.sipPort()));
        builder.environment().put("AMI_PORT", Integer.toString(lab.amiPort()));
        builder.environment().put("AUDIOSOCKET", "127.0.0.1:" + AsteriskLab.freeTcpPort());
        builder.environment().put("AGI", "127.0.0.1:" + AsteriskLab.freeTcpPort());
        return builder.directory(directory.toFile())
                .redirectOutput(directory.resolve("stdout").toFile())
                .redirectError(directory.resolve("stderr").toFile())
                .start();
    }

    private String printed(String stream) throws IOException {
        return Files.readString(directory.resolve(stream));
    }

    @Test
    void shouldMoveTheUpsetCallersOfTheDemoAndNobodyElse(AsteriskLab lab) throws Exception {
        Process demo = demo(lab);

        assertThat(demo.waitFor(140, TimeUnit.SECONDS)).isTrue();
        System.out.println(printed("stdout"));
        assertThat(demo.exitValue()).as(() -> errors()).isZero();
        List<String> table = printed("stdout").lines().toList();
        for (String name : List.of("en-calm", "en-happy", "zh-calm", "zh-happy")) {
            assertThat(rowOf(name, table)).endsWith("  queue").contains("left alone");
        }
        for (String name : List.of("en-escalating", "en-angry", "zh-escalating", "zh-angry")) {
            assertThat(rowOf(name, table)).matches(".*moved to soothing.*  soothing after \\d+ s");
        }
        assertThat(Files.readAllLines(directory.resolve("out/reports.jsonl"))).hasSize(8);
        assertThat(lab.cli("core show version")).contains("Asterisk 22");
    }

    @Test
    void shouldLeaveNoCallerBehindWhenStopped(AsteriskLab lab) throws Exception {
        int channelsBefore = lab.channels();
        Process demo = demo(lab);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> lab.channels() >= channelsBefore + 8);
        } finally {
            demo.destroy();
        }

        assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isNotZero();
        assertThat(errors()).contains("stopped");
        await().atMost(Duration.ofSeconds(5)).until(() -> lab.channels() <= channelsBefore);
        assertThat(lab.cli("core show version")).contains("Asterisk 22");
    }

    private String errors() {
        try {
            return printed("stderr");
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String rowOf(String name, List<String> table) {
        return table.stream()
                .filter(row -> row.startsWith(name + ".wav"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in the table " + table));
    }
}
