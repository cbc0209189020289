package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.PrivacyWay;
import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.GivenLabel;
import io.callfuse.engine.archive.JsonLinesArchive;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.StoreLoader;
import io.callfuse.engine.archive.store.StoredCallsFixture;
import io.callfuse.engine.config.ConfigLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EraseCommandTest {
    private static final String NUMBER = "+49 30 1234";

    @TempDir
    Path directory;

    private Path config;
    private final List<String> calls = new ArrayList<>();

    /** Six calls, of which the caller made the second and the fifth; he said "unheard-of-2" and "unheard-of-5". */
    @BeforeEach
    void fill() throws Exception {
        Path archive = directory.resolve("archive");
        config =
                Files.writeString(directory.resolve("engine.yaml"), "archive:\n  directory: '%s'\n".formatted(archive));
        Files.createDirectories(archive);
        Files.writeString(archive.resolve("caller-key"), "a key\n");
        String pseudonym = PrivacyWay.pseudonyms(ConfigLoader.load(config).config(), name -> null)
                .of(NUMBER)
                .orElseThrow();
        List<ArchiveLine> lines = new ArrayList<>();
        for (ArchiveLine line : StoredCallsFixture.lines(6)) {
            String call = line.id().substring(0, line.id().indexOf(':'));
            if (!calls.contains(call)) {
                calls.add(call);
            }
            int number = calls.size();
            String json = line.json().replace("\"refund\"", "\"unheard-of-" + number + "\"");
            if (number == 2 || number == 5) {
                json = json.replaceFirst("(\"linkedid\":\"[^\"]*\")", "$1,\"caller\":\"" + pseudonym + "\"");
            }
            lines.add(new ArchiveLine(line.id(), json));
        }
        lines.add(new GivenLabel(calls.get(1), "upset", "", "unheard-of-2", Instant.EPOCH, "http").line());
        lines.add(new GivenLabel(calls.get(0), "upset", "", "", Instant.EPOCH, "http").line());
        StoredCallsFixture.fill(archive, lines);
    }

    private CommandRun run(Object... options) {
        Object[] all = new Object[options.length + 3];
        all[0] = "erase";
        all[1] = "-c";
        all[2] = config;
        System.arraycopy(options, 0, all, 3, options.length);
        return CommandRun.of(all);
    }

    private Path archive() {
        return directory.resolve("archive");
    }

    private DatabaseAddress database() {
        return new DatabaseAddress.SqliteFile(archive().resolve("callfuse.db"));
    }

    /** Files that hold these bytes. */
    private List<String> filesWith(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }

    private void requireNothingLeft() throws IOException {
        assertThat(filesWith("unheard-of-2")).isEmpty();
        assertThat(filesWith("unheard-of-5")).isEmpty();
        assertThat(filesWith("unheard-of-1")).contains("callfuse.db", "callfuse-2026-11-23.jsonl");
        try (CallStore store = CallStore.open(database()).orElseThrow()) {
            assertThat(store.calls()).isEqualTo(4);
            assertThat(store.labels()).containsOnlyKeys(calls.get(0));
        }
    }

    @Test
    void shouldListTheCallsOfACallerAndEraseNothingBeforeYesIsSaid() throws Exception {
        CommandRun run = run("--caller", "0049301234");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.outLines()).contains(calls.get(1), calls.get(4)).hasSize(3);
        assertThat(filesWith("unheard-of-2")).contains("callfuse.db", "callfuse-2026-11-23.jsonl");
    }

    @Test
    void shouldLeaveNoByteOfACallersCallsWhileNoEngineRuns() throws Exception {
        CommandRun run = run("--caller", NUMBER, "--yes");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines()).contains("2 calls erased");
        requireNothingLeft();
        assertThat(run("--caller", NUMBER, "--yes").outLines()).containsExactly("no calls are kept");
        Files.delete(archive().resolve("callfuse.db"));
        try (JsonLinesArchive again = JsonLinesArchive.open(archive(), Clock.systemUTC());
                StoreLoader loader = new StoreLoader(database(), again.committed())) {
            loader.start();
        }
        requireNothingLeft();
    }

    @Test
    void shouldLeaveNoByteOfACallersCallsWhileAnEngineRuns() throws Exception {
        try (JsonLinesArchive open = JsonLinesArchive.open(archive(), Clock.systemUTC());
                StoreLoader loader = new StoreLoader(database(), open.committed())) {
            loader.start();
            CommandRun run = run("--caller", NUMBER, "--yes");
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(loader.counters()).containsEntry("lines_skipped", 0L);
            requireNothingLeft();
        }
    }

    @Test
    void shouldEraseOneCall() throws Exception {
        assertThat(run("--call", "1763719200.5", "--yes").exitCode()).isZero();
        assertThat(filesWith("unheard-of-5")).isEmpty();
        assertThat(filesWith("unheard-of-2")).isNotEmpty();
        assertThat(run("--call", calls.get(1), "--yes").exitCode()).isZero();
        requireNothingLeft();
        assertThat(run("--call", "0.0", "--yes").outLines()).containsExactly("no calls are kept");
    }

    @Test
    void shouldEraseFromTheFilesAloneWhereThereIsNoDatabase() throws Exception {
        Files.writeString(config, "archive:\n  directory: '%s'\n  database: none\n".formatted(archive()));
        Files.delete(archive().resolve("callfuse.db"));
        assertThat(run("--caller", NUMBER, "--yes").exitCode()).isZero();
        assertThat(filesWith("unheard-of-2")).isEmpty();
        assertThat(filesWith("unheard-of-1")).isNotEmpty();
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        assertThat(run("--yes").exitCode()).isEqualTo(2);
        assertThat(run("--call", "x", "--caller", "y").exitCode()).isEqualTo(2);
        Files.delete(archive().resolve("caller-key"));
        CommandRun run = run("--caller", NUMBER, "--yes");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).first().asString().contains("nobody is known without the key");
    }
}
