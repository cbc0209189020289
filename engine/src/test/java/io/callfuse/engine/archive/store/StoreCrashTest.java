package io.callfuse.engine.archive.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.action.Backoff;
import io.callfuse.engine.archive.JsonLinesArchive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real process is killed by signal 9 while it archives and loads, again and again; then everything is counted. */
@Timeout(300)
class StoreCrashTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final int KILLS = 3;

    @TempDir
    Path temporary;

    private final Set<String> acknowledged = new HashSet<>();

    @Test
    void shouldLoseAndDoubleNothingInSqliteWhenTheProcessIsKilled() throws Exception {
        Path archive = temporary.resolve("archive");
        killAgainAndAgain("sqlite");
        everythingIsThereOnce(new DatabaseAddress.SqliteFile(archive.resolve("callfuse.db")));
    }

    @Test
    void shouldLoseAndDoubleNothingInPostgresWhenTheProcessIsKilled() throws Exception {
        try (RealPostgres postgres = RealPostgres.start()) {
            String database = postgres.database();
            killAgainAndAgain(Integer.toString(postgres.port()), database);
            everythingIsThereOnce(RealPostgres.at(postgres.port(), database));
        }
    }

    private void killAgainAndAgain(String... database) throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            int lines = 100 + new Random(kill).nextInt(400);
            int before = acknowledged.size();
            Process child = start(kill, database);
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                while (acknowledged.size() < before + lines) {
                    String line = output.readLine();
                    assertThat(line)
                            .as(() -> "the child ended early: " + errors())
                            .isNotNull();
                    note(line);
                }
                // By its handle: the process itself would close the pipe from which the last words are still to be
                // read.
                child.toHandle().destroyForcibly();
                output.lines().forEach(this::note);
                assertThat(child.waitFor()).isEqualTo(128 + 9);
            } finally {
                child.destroyForcibly();
            }
        }
    }

    private Process start(int seed, String... database) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-Xmx128m",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                StoreChild.class.getName(),
                temporary.resolve("archive").toString(),
                Integer.toString(seed)));
        command.addAll(List.of(database));
        return new ProcessBuilder(command)
                .redirectError(temporary.resolve("stderr").toFile())
                .start();
    }

    private void note(String line) {
        if (line.startsWith("kept ")) {
            acknowledged.add(line.substring("kept ".length()));
        }
    }

    private void everythingIsThereOnce(DatabaseAddress address) throws IOException {
        Map<String, Set<String>> idsByType = new TreeMap<>();
        long words = 0;
        Path directory = temporary.resolve("archive");
        try (JsonLinesArchive archive = JsonLinesArchive.open(directory, Clock.systemUTC());
                SpoolLoader loader = new SpoolLoader(
                        archive.committed(),
                        () -> LineStore.open(address),
                        System::nanoTime,
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)))) {
            assertThat(loader.doWork())
                    .as("the killed ones left something to do")
                    .isPositive();
            StoreContract.drain(loader);
        }
        for (JsonNode line : lines(directory)) {
            String type = line.get("type").asString();
            assertThat(idsByType
                            .computeIfAbsent(type, t -> new HashSet<>())
                            .add(line.get("id").asString()))
                    .isTrue();
            words += line.path("words").size();
        }
        Set<String> archived = new HashSet<>();
        idsByType.values().forEach(archived::addAll);
        assertThat(archived).containsAll(acknowledged);
        try (Database database = Database.asItIs(address)) {
            assertThat(column(database, "select id from fuse_events")).isEqualTo(idsByType.get("fuse"));
            assertThat(column(database, "select id from decisions")).isEqualTo(idsByType.get("decision"));
            assertThat(column(database, "select id from switches")).isEqualTo(idsByType.get("switch"));
            assertThat(column(database, "select id from media_holes")).isEqualTo(idsByType.get("no-media"));
            assertThat(column(database, "select call_id || ':watch' from calls"))
                    .isEqualTo(idsByType.get("watch"));
            assertThat(column(database, "select call_id || ':call' from calls where ended_by is not null"))
                    .isEqualTo(idsByType.get("call"));
            assertThat(column(database, "select call_id || ':call' from score_tracks"))
                    .isEqualTo(idsByType.get("call"));
            assertThat(column(database, "select cast(count(*) as text) from words"))
                    .containsExactly(Long.toString(words));
        }
    }

    private static Set<String> column(Database database, String sql) throws StoreException {
        List<String> values = database.ask(jdbi -> jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list()));
        assertThat(values).doesNotHaveDuplicates();
        return new HashSet<>(values);
    }

    private static List<JsonNode> lines(Path directory) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    lines.add(JsonMapper.shared().readTree(line));
                }
            }
        }
        return lines;
    }

    private String errors() {
        try {
            return Files.readString(temporary.resolve("stderr"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
