package io.callfuse.engine.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.JsonLinesArchive;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed by signal 9 while it archives and tells, again and again; then everything is counted. */
@Timeout(240)
class WebhookCrashTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final int KILLS = 3;

    @TempDir
    Path temporary;

    private final Set<String> acknowledged = new HashSet<>();

    @Test
    void shouldLoseNothingAndRepeatAtMostOneLineForEachKill() throws Exception {
        try (MoodyReceiver receiver = new MoodyReceiver(0, () -> 200)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                runAndKill(kill, receiver);
            }
            try (JsonLinesArchive archive = JsonLinesArchive.open(temporary.resolve("archive"), Clock.systemUTC())) {
                WebhookCourier courier = new WebhookCourier(
                        WebhookChild.settings(temporary, receiver.url()),
                        archive.committed(),
                        System::nanoTime,
                        new Random(1));
                do {
                    courier.doWork();
                } while (courier.waitingBytes() > 0);
            }
            List<String> told = receiver.ids();
            assertThat(told).containsAll(acknowledged);
            assertThat(told.size() - new HashSet<>(told).size())
                    .as("told twice")
                    .isBetween(0, KILLS);
        }
    }

    private void runAndKill(int kill, MoodyReceiver receiver) throws Exception {
        int before = receiver.ids().size();
        int posts = 20 + new Random(kill).nextInt(60);
        Process child = new ProcessBuilder(
                        JAVA.toString(),
                        "-Xmx128m",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WebhookChild.class.getName(),
                        temporary.toString(),
                        "run" + kill,
                        receiver.url().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            while (receiver.ids().size() < before + posts) {
                String line = output.readLine();
                assertThat(line).as("the child ended early").isNotNull();
                note(line);
            }
            child.toHandle().destroyForcibly();
            output.lines().forEach(this::note);
            assertThat(child.waitFor()).isEqualTo(128 + 9);
        } finally {
            child.destroyForcibly();
        }
    }

    private void note(String line) {
        if (line.startsWith("kept ")) {
            acknowledged.add(line.substring("kept ".length()));
        }
    }
}
