package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.store.StoredCallsFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class CallsCommandTest {
    @TempDir
    Path directory;

    private Path config;

    @BeforeEach
    void writeConfig() throws IOException {
        config = Files.writeString(
                directory.resolve("engine.yaml"), "archive:\n  directory: '%s'\n".formatted(directory));
    }

    /** Three calls, a minute apart from 2026-11-21 10:00 UTC; the fuse of each tripped. */
    private void fill() throws IOException {
        StoredCallsFixture.fill(directory, 3);
    }

    private CommandRun run(Object... options) {
        Object[] all = new Object[options.length + 5];
        all[0] = "calls";
        all[1] = "-c";
        all[2] = config;
        all[3] = "--zone";
        all[4] = "UTC";
        System.arraycopy(options, 0, all, 5, options.length);
        return CommandRun.of(all);
    }

    @Test
    void shouldListCallsAsATableNewestFirst() throws IOException {
        fill();
        CommandRun run = run();
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines()).hasSize(5);
        assertThat(run.outLines().get(0))
                .matches("started +call +seconds +max score +score +first class +tripped +route +reason +label");
        assertThat(run.outLines().get(2))
                .matches("2026-11-21 10:02:00  \\S{36}  7\\.5 +91\\.3 +▁▁▇▇█▆? ?.* anger +yes +soothing +fuse +-");
        assertThat(run.outLines().get(4)).startsWith("2026-11-21 10:00:00");
    }

    @Test
    void shouldListThemAsOneJsonObjectALine() throws IOException {
        fill();
        CommandRun run = run("--format", "json", "--limit", 1);
        assertThat(run.outLines()).hasSize(1);
        JsonNode call = JsonMapper.shared().readTree(run.out());
        assertThat(call.get("startedAt").asString()).isEqualTo("2026-11-21T10:02:00Z");
        assertThat(call.get("maxScore").asDouble()).isEqualTo(91.3);
        assertThat(call.get("tripped").asBoolean()).isTrue();
        assertThat(call.get("endedBy").asString()).isEqualTo("hangup");
    }

    @Test
    void shouldListTheDaysAskedForInTheZoneAskedFor() throws IOException {
        fill();
        assertThat(run("--from", "2026-11-22").outLines()).hasSize(2);
        assertThat(run("--to", "2026-11-20").outLines()).hasSize(2);
        assertThat(run("--from", "2026-11-21", "--to", "2026-11-21", "--tripped")
                        .outLines())
                .hasSize(5);
        assertThat(CommandRun.of("calls", "-c", config, "--zone", "Pacific/Kiritimati", "--from", "2026-11-22")
                        .outLines())
                .as("there it is midnight already")
                .hasSize(5);
    }

    @Test
    void shouldSayThatNoEngineHasFilledTheDatabase() {
        CommandRun run = run();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("callfuse.db", "callfuse serve makes");
        assertThat(directory.resolve("callfuse.db")).doesNotExist();
    }

    @Test
    void shouldSayThatNoDatabaseIsKept() throws IOException {
        Files.writeString(config, Files.readString(config) + "  database: none\n");
        CommandRun run = run();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("archive.database is none");
    }

    @Test
    void shouldSayThatTheDatabaseIsNone() throws IOException {
        Files.writeString(directory.resolve("callfuse.db"), "no database at all ".repeat(100));
        CommandRun run = run();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("damaged or no database");
        assertThat(CommandRun.of("check", "-c", config).out()).contains("store").contains("damaged or no database");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThat(run("--limit", 0).exitCode()).isEqualTo(2);
        assertThat(run("--from", "2026-11-22", "--to", "2026-11-21").exitCode()).isEqualTo(2);
        assertThat(run("--from", "yesterday").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldExplainItself() {
        assertThat(CommandRun.of("calls", "--help").out()).contains("--tripped", "Exit codes:", "callfuse calls");
    }

    @Test
    void shouldNotTakeAPasswordInTheAddress() throws IOException {
        Files.writeString(
                config,
                Files.readString(config) + "  database: jdbc:postgresql://db.example.net/calls?password=secret\n");
        CommandRun run = run();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("engine.yaml:3").contains("without a password");
    }

    @Test
    void shouldSayWhereItLookedForThePassword() throws IOException {
        Files.writeString(
                config,
                Files.readString(config)
                        + "  database: jdbc:postgresql://127.0.0.1:1/calls\n  passwordEnvironment: NO_SUCH_VARIABLE\n");
        assertThat(run().err()).contains("no password for callfuse", "NO_SUCH_VARIABLE");
    }
}
