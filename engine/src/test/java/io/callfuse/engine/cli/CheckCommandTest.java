package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckCommandTest {
    @TempDir
    Path directory;

    private Path config(String audioSocket, String ami, Path archive) throws IOException {
        return config(audioSocket, ami, archive, "none");
    }

    private Path config(String audioSocket, String ami, Path archive, Object speechModel) throws IOException {
        return Files.writeString(
                directory.resolve("engine.yaml"),
                """
                audiosocket:
                  listen: %s
                agi:
                  listen: 127.0.0.1:0
                ami: %s
                archive:
                  directory: '%s'
                recognition:
                  model: '%s'
                """
                        .formatted(audioSocket, ami, archive, speechModel));
    }

    @Test
    void shouldSayOkOfEverythingAndLeaveNothingBehind() throws Exception {
        Path archive = directory.resolve("archive");
        Path config = config("127.0.0.1:0", "{enabled: false}", archive);

        CommandRun run = CommandRun.of("check", "--config", config);

        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines()).hasSize(10).allMatch(line -> line.startsWith("ok "));
        assertThat(run.out())
                .contains(
                        "configuration",
                        "model",
                        "phrases",
                        "words",
                        "archive",
                        "store",
                        "audiosocket",
                        "agi",
                        "ami",
                        "ari");
        assertThat(archive).doesNotExist();
    }

    @Test
    void shouldNameTheLineOfAPhraseFileThatIsWrong() throws Exception {
        Path own = Files.createDirectories(directory.resolve("phrases").resolve("zh"));
        Files.writeString(own.resolve("own.txt"), "[category anger 0.9]\n气死(\n");
        Path config = config("127.0.0.1:0", "{enabled: false}", directory.resolve("archive"));
        Files.writeString(config, Files.readString(config) + "  phrases: '%s'\n".formatted(own.getParent()));

        CommandRun run = CommandRun.of("check", "-c", config);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines())
                .filteredOn(line -> line.startsWith("failed"))
                .singleElement()
                .asString()
                .contains("phrases", own.resolve("own.txt") + ":2: ", "recognition.phrases");
    }

    @Test
    void shouldFailOnAnArchiveThatIsAFileAndSayWhatToDo() throws Exception {
        Path file = Files.createFile(directory.resolve("archive"));

        CommandRun run = CommandRun.of("check", "-c", config("127.0.0.1:0", "{enabled: false}", file));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines())
                .filteredOn(line -> line.startsWith("failed"))
                .singleElement()
                .asString()
                .contains("archive", "is no directory", "archive.directory");
    }

    @Test
    void shouldSayThatAPortIsAnsweredAlready() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + busy.getLocalPort();

            CommandRun run =
                    CommandRun.of("check", "-c", config(address, "{enabled: false}", directory.resolve("archive")));

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains(address + " is answered already");
        }
    }

    @Test
    void shouldFailOnAnAddressOfAnotherMachine() throws Exception {
        CommandRun run = CommandRun.of(
                "check", "-c", config("192.0.2.1:9092", "{enabled: false}", directory.resolve("archive")));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("cannot listen on 192.0.2.1:9092").contains("audiosocket.listen");
    }

    @Test
    void shouldFailWhenNobodyAnswersForAsterisk() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        Path secret = Files.writeString(directory.resolve("secret"), "not-shown\n");
        String ami = "{address: '127.0.0.1:%d', passwordFile: '%s'}".formatted(port, secret);

        CommandRun run = CommandRun.of("check", "-c", config("127.0.0.1:0", ami, directory.resolve("archive")));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines())
                .filteredOn(line -> line.startsWith("failed"))
                .singleElement()
                .asString()
                .contains("ami", "127.0.0.1:" + port, "refused");
        assertThat(run.out() + run.err()).doesNotContain("not-shown").doesNotContain("\tat ");
    }

    @Test
    void shouldFailWithoutThePasswordAndSayWhereItIsLookedFor() throws Exception {
        String ami = "{passwordFile: '%s'}".formatted(directory.resolve("no-secret"));

        CommandRun run = CommandRun.of("check", "-c", config("127.0.0.1:0", ami, directory.resolve("archive")));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("no-secret").contains("passwordFile");
    }

    @Test
    void shouldFailOnASpeechModelThatIsNoneAndSayWhatToDo() throws Exception {
        Path nothing = Files.createDirectory(directory.resolve("no-model"));

        CommandRun run = CommandRun.of(
                "check", "-c", config("127.0.0.1:0", "{enabled: false}", directory.resolve("archive"), nothing));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines())
                .filteredOn(line -> line.startsWith("failed"))
                .singleElement()
                .asString()
                .contains("words", nothing.toString(), "recognition.model");
    }

    @Test
    void shouldTellEachFaultOfTheConfiguration() throws Exception {
        Path config = Files.writeString(directory.resolve("bad.yaml"), "agi:\n  lisen: 1\npolicy:\n  dryRun: maybe\n");

        CommandRun run = CommandRun.of("check", "-c", config);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.outLines()).hasSize(2).allMatch(line -> line.startsWith("failed   configuration"));
        assertThat(run.outLines().get(0)).contains("bad.yaml:2:");
        assertThat(run.outLines().get(1)).contains("bad.yaml:4:");
    }
}
