package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.model.ModelServer;
import io.callfuse.models.digits.DigitModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ModelsCommandTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final int DISK_KILOBYTES = 64;

    @TempDir
    Path temporary;

    @Test
    void shouldListWhatIsOfferedAndSayThatNoWordsAreHeard() {
        CommandRun run = models("list");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("vosk-model-small-en-us-0.15", "Apache-2.0", "to be fetched with --sha256")
                .contains("The engine hears no words");
    }

    @Test
    void shouldFetchWhatAnOperatorsOwnCatalogueOffers() throws Exception {
        try (ModelServer server = new ModelServer(ModelServer.zip("tiny/", files()))) {
            CommandRun run = models("fetch", "en", "--catalogue", catalogue(server, server.sha256()));
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("16000 Hz", "The engine hears words by");
            assertThat(models("list").out()).contains("tiny");
        }
    }

    @Test
    void shouldFailInOneLineWhereTheChecksumIsWrongOrTheLanguageUnknown() throws Exception {
        try (ModelServer server = new ModelServer(ModelServer.zip("tiny/", files()))) {
            Path catalogue = catalogue(server, "0".repeat(64));
            CommandRun wrong = models("fetch", "en", "--catalogue", catalogue);
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.errLines()).singleElement().asString().contains("callfuse: http", "sha256 is");
            assertThat(models("fetch", "xx").errLines())
                    .singleElement()
                    .asString()
                    .contains("'xx'");
            CommandRun vouched = models("fetch", "en", "--catalogue", catalogue, "--sha256", server.sha256());
            assertThat(vouched.exitCode()).isZero();
        }
    }

    @Test
    void shouldSayThatTheDiskIsFullAndGoOnWhenThereIsRoom() throws Exception {
        Map<String, String> files = files();
        files.put("graph/Gr.fst", incompressible());
        try (ModelServer server = new ModelServer(ModelServer.zip("tiny/", files))) {
            Path catalogue = catalogue(server, server.sha256());
            String output = fetchOnASmallDisk(catalogue);
            assertThat(output).startsWith("callfuse: ").contains("cannot be written", "kept for the next attempt");
            assertThat(output.strip()).doesNotContain("\n");
            assertThat(temporary.resolve("models/tiny")).doesNotExist();
            assertThat(models("fetch", "en", "--catalogue", catalogue).exitCode())
                    .isZero();
            assertThat(server.ranges()).as("the second attempt went on").last().isNotEqualTo("null");
        }
    }

    @Test
    void shouldSayOfEachModelWhetherItLoads() throws Exception {
        Path models = Files.createDirectories(temporary.resolve("models"));
        DigitModel.unpackTo(models.resolve("digits"));
        CommandRun good = models("verify");
        assertThat(good.out()).contains("ok      digits: 8000 Hz", "no sums are known");
        assertThat(good.exitCode()).isZero();
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = models.resolve("broken").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        CommandRun bad = models("verify");
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.out()).contains("failed  broken: recognition ends at once", "ok      digits");
    }

    @Test
    void shouldAskForACommand() {
        assertThat(CommandRun.of("models").errLines()).first().asString().contains("list, fetch, verify or use");
    }

    private CommandRun models(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--folder", temporary.resolve("models")));
        return CommandRun.of(all.toArray());
    }

    /** A file may grow to this size and not a byte further, which is how a full disk looks to the one who writes. */
    private String fetchOnASmallDisk(Path catalogue) throws IOException, InterruptedException {
        Path output = temporary.resolve("output");
        Process child = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -S -f " + DISK_KILOBYTES + "; exec \"$@\"",
                        "-",
                        JAVA.toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CallfuseCommand.class.getName(),
                        "models",
                        "fetch",
                        "en",
                        "--catalogue",
                        catalogue.toString(),
                        "--folder",
                        temporary.resolve("models").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(1);
        try (Stream<String> lines = Files.lines(output)) {
            return String.join("\n", lines.toList());
        }
    }

    private Path catalogue(ModelServer server, String sha256) throws IOException {
        return Files.writeString(
                temporary.resolve("catalogue.json"),
                """
                {"models":[{"language":"en","name":"tiny","address":"%s","megabytes":1,"sha256":"%s","licence":"MIT"}]}
                """
                        .formatted(server.address(), sha256));
    }

    private static Map<String, String> files() {
        return new TreeMap<>(Map.of(
                "am/final.mdl", "weights",
                "conf/mfcc.conf", "--sample-frequency=16000\n",
                "conf/model.conf", "--frame-subsampling-factor=3\n--endpoint.silence-phones=1\n",
                "graph/HCLr.fst", "graph",
                "graph/Gr.fst", "grammar"));
    }

    private static String incompressible() {
        java.util.Random random = new java.util.Random(2);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400_000; i++) {
            text.append((char) (' ' + random.nextInt(90)));
        }
        return text.toString();
    }
}
