package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.JsonLinesArchive;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.archive.store.StoredCallsFixture;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class LabelCommandTest {
    @TempDir
    Path directory;

    private Path config;
    private List<String> calls;

    /** Two calls; the channel of the second was 1763719200.2. */
    @BeforeEach
    void fill() throws IOException {
        config = Files.writeString(
                directory.resolve("engine.yaml"), "archive:\n  directory: '%s'\n".formatted(directory));
        StoredCallsFixture.fill(directory, 2);
        calls = CommandRun.of("calls", "-c", config, "--format", "json").outLines().stream()
                .map(line -> JsonMapper.shared().readTree(line).path("call").asString())
                .toList();
        assertThat(calls).hasSize(2);
    }

    private CommandRun run(Object... options) {
        Object[] all = new Object[options.length + 3];
        all[0] = "label";
        all[1] = "-c";
        all[2] = config;
        System.arraycopy(options, 0, all, 3, options.length);
        return CommandRun.of(all);
    }

    private DatabaseAddress database() {
        return new DatabaseAddress.SqliteFile(directory.resolve("callfuse.db"));
    }

    private Map<String, String> labels() throws IOException {
        try (CallStore store = CallStore.open(database()).orElseThrow()) {
            return store.labels();
        }
    }

    @Test
    void shouldLabelACallWhileNoEngineRunsAndLetTheLastLabelCount() throws Exception {
        String call = calls.get(0);
        CommandRun first = run(call, "calm", "--by", "ann");
        assertThat(first.err()).isEmpty();
        assertThat(first.out()).isEqualTo(call + ": calm" + System.lineSeparator());
        assertThat(labels()).isEqualTo(Map.of(call, "calm"));
        assertThat(run("1763719200.2", "UPSET", "--note", "card 4111 1111 1111 1111")
                        .exitCode())
                .isZero();
        assertThat(labels()).isEqualTo(Map.of(call, "upset"));
        StringBuilder lines = new StringBuilder();
        try (DirectoryStream<Path> days = Files.newDirectoryStream(directory, "*.jsonl")) {
            for (Path day : days) {
                lines.append(Files.readString(day));
            }
        }
        assertThat(lines)
                .contains("\"by\":\"ann\"", "\"note\":\"card # # # #\"", "\"source\":\"command\"")
                .doesNotContain("4111 1111");
        CommandRun table = CommandRun.of("calls", "-c", config);
        assertThat(table.outLines().get(0)).endsWith("label");
        assertThat(table.outLines().get(2)).matches(".*" + call + ".* upset *");
        assertThat(table.outLines().get(3)).matches(".*" + calls.get(1) + ".* - *");
        assertThat(CommandRun.of("calls", "-c", config, "--format", "json", "--limit", 1)
                        .out())
                .contains("\"label\":\"upset\"");
    }

    @Test
    void shouldLabelACallWhileAnEngineRuns() throws Exception {
        try (JsonLinesArchive archive = JsonLinesArchive.open(directory, Clock.systemUTC());
                StoreLoader loader = new StoreLoader(database(), archive.committed())) {
            loader.start();
            CommandRun run = run(calls.get(1), "upset");
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(labels()).isEqualTo(Map.of(calls.get(1), "upset")));
        }
    }

    @Test
    void shouldListLabelsAsEvaluateTakesThem() throws Exception {
        run(calls.get(1), "upset");
        run(calls.get(0), "calm");
        assertThat(run("--export").outLines())
                .containsExactly("file,label", calls.get(1) + ",upset", calls.get(0) + ",calm");
        assertThat(run("--export", "--files", "{uniqueid}.wav").outLines())
                .containsExactly("file,label", "1763719200.1.wav,upset", "1763719200.2.wav,calm");
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        CommandRun unknown = run("0.0", "calm");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.errLines()).singleElement().asString().contains("no call '0.0' is kept");
        assertThat(run(calls.get(0)).exitCode()).isEqualTo(2);
        assertThat(run(calls.get(0), "angry").exitCode()).isEqualTo(2);
        assertThat(run(calls.get(0), "calm", "--export").exitCode()).isEqualTo(2);
        assertThat(run(calls.get(0), "calm", "--note", "two\nlines").exitCode()).isEqualTo(2);
        assertThat(run("--export", "--files", "all.wav").exitCode()).isEqualTo(2);
        Files.writeString(config, "archive:\n  directory: '%s'\n  database: none\n".formatted(directory));
        CommandRun none = run(calls.get(0), "calm");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.errLines()).singleElement().asString().contains("archive.database is none");
        assertThat(directory.resolve("requests")).doesNotExist();
    }
}
