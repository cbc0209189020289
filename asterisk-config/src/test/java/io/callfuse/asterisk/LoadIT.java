package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code callfuse load --asterisk} as a user starts it, in an Asterisk that is up already and must stay up. */
@Timeout(value = 200, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class LoadIT {
    private static final Path LAUNCHER =
            Path.of("..", "callfuse").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Process load(AsteriskLab lab, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "load", "--asterisk"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
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
    void shouldJudgeEveryCallerAsOfflineAndSeeThemWhereTheyBelong(AsteriskLab lab) throws Exception {
        int channelsBefore = lab.channels();
        Process load =
                load(lab, "--calls", "8", "--steps", "1", "--step", "5 s", "--warm-up", "2 s", "--write", "load.json");

        assertThat(load.waitFor(180, TimeUnit.SECONDS)).isTrue();
        System.out.println(printed("stdout"));
        String json = Files.readString(directory.resolve("load.json"));
        // How soon the scores come, and whether a frame is late, is the machine's affair.
        assertThat(json)
                .contains("\"failed\":0", "\"wrong\":0", "\"misplaced\":0", "\"faults\":[]")
                .doesNotContain("\"moved\":0,\"misplaced\"", "\"right\":0,", "\"heardFrames\":0");
        assertThat(printed("stdout")).contains("from the trip to Asterisk's word");
        assertThat(printed("stderr")).doesNotContain("ERROR", "Exception");
        await().atMost(Duration.ofSeconds(10)).until(() -> lab.channels() <= channelsBefore);
        assertThat(lab.cli("core show version")).contains("Asterisk 22");
    }

    @Test
    void shouldLeaveNoCallerBehindWhenStopped(AsteriskLab lab) throws Exception {
        int channelsBefore = lab.channels();
        Process load = load(lab, "--calls", "6", "--steps", "1", "--step", "60 s", "--warm-up", "1 s");
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> lab.channels() >= channelsBefore + 6);
        } finally {
            load.destroy();
        }

        assertThat(load.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(load.exitValue()).isNotZero();
        assertThat(printed("stderr")).contains("stopped");
        await().atMost(Duration.ofSeconds(10)).until(() -> lab.channels() <= channelsBefore);
        assertThat(lab.cli("core show version")).contains("Asterisk 22");
    }
}
