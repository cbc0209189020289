package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.PolicyVersion;
import io.callfuse.engine.archive.store.StoredCallsFixture;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PolicyCommandTest {
    private static final Instant FIRST = Instant.parse("2026-11-21T10:00:00Z");
    private static final String BEFORE =
            """
            # Our engine.
            archive:
              directory: '%s'   # on the big disk

            """;
    private static final String AFTER =
            """

            # Calls at a time.
            engine:
              maxCalls: 70
            """;
    private static final String ONE =
            """
            policy:
              # Careful.
              version: "1"
              fuse:
                enterThreshold: 80
              routes:
                calm: {context: people, extension: "100"}
              switchTo: calm
              fallback: none
              bridged: {agent: hangup}
              rules:
                - {name: upset, when: 'score > 60 && said("manager")', for: 2 s, route: calm}
            """;
    private static final String TWO = "policy:\n  version: '2'\n  dryRun: true\n";

    @TempDir
    Path folder;

    private Path config;
    private final List<ArchiveLine> lines = new ArrayList<>();

    @BeforeEach
    void keepTwoVersions() throws Exception {
        config = folder.resolve("engine.yaml");
        wasInForce(ONE, "Ann", "to begin with");
        wasInForce(TWO, "Bob", "");
        StoredCallsFixture.fill(folder, lines);
    }

    private void write(String policy) throws IOException {
        Files.writeString(config, BEFORE.formatted(folder) + policy + AFTER);
    }

    private void wasInForce(String policy, String by, String reason) throws IOException, ConfigException {
        write(policy);
        LoadedConfig loaded = ConfigLoader.load(config);
        lines.add(new PolicyVersion(
                        loaded.policySettings().version(),
                        loaded.effective().policySha256(),
                        FIRST.plusSeconds(60L * lines.size()),
                        "new-calls",
                        by,
                        reason,
                        loaded.effective().policyText())
                .line(new EngineIdentity("0.1.0", "m", "sha256:abc")));
    }

    @Test
    void shouldListWhoMadeEachVersionAndWhyNewestFirst() {
        CommandRun run = CommandRun.of("policy", "list", "-c", config, "--zone", "UTC");
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines()).hasSize(4);
        assertThat(run.outLines().get(2)).matches("2026-11-21 10:01:00  2 +new-calls  Bob +sha256:[0-9a-f]{12}");
        assertThat(run.outLines().get(3))
                .matches("2026-11-21 10:00:00  1 +new-calls  Ann  to begin with  sha256:[0-9a-f]{12}");
    }

    @Test
    void shouldShowAVersionAsAFileThatMeansTheSame() throws Exception {
        CommandRun run = CommandRun.of("policy", "show", "1", "-c", config);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("by Ann", "enterThreshold: 80").doesNotContain("dwell", "classifyBy");
        Path shown = Files.writeString(folder.resolve("shown.yaml"), run.out());
        write(ONE);
        assertThat(ConfigLoader.load(shown).effective().policySha256())
                .isEqualTo(ConfigLoader.load(config).effective().policySha256());
    }

    @Test
    void shouldBringAVersionBackAndLeaveAllElseAsItIs() throws Exception {
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
        String former = Files.readString(config);
        write(ONE);
        String wanted = ConfigLoader.load(config).effective().policySha256();
        write(TWO);
        CommandRun run = CommandRun.of(
                "policy", "rollback", "1", "-c", config, "--by", "Cem", "--reason", "too many trips", "--live");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        LoadedConfig now = ConfigLoader.load(config);
        assertThat(now.effective().policySha256()).isEqualTo(wanted);
        assertThat(now.config().policy().change().by()).contains("Cem");
        assertThat(now.config().policy().change().reason()).isEqualTo("too many trips");
        assertThat(now.config().policy().change().liveCalls()).isTrue();
        assertThat(Files.readString(config))
                .startsWith(BEFORE.formatted(folder))
                .endsWith(AFTER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".bak")))
                    .singleElement()
                    .satisfies(copy -> assertThat(Files.readString(copy)).isEqualTo(former));
        }
    }

    @Test
    void shouldNotWriteOverAPolicyThatWasNeverInForce() throws Exception {
        write("policy:\n  version: '3'\n  dryRun: true\n");
        String before = Files.readString(config);
        CommandRun run = CommandRun.of("policy", "rollback", "1", "-c", config);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("policy '3' was never in force");
        assertThat(Files.readString(config)).isEqualTo(before);
    }

    @Test
    void shouldRefuseToReplaceASectionThatStandsInAnotherForm() throws Exception {
        String before = "{policy: {version: '2', dryRun: true}, archive: {directory: '%s'}}\n".formatted(folder);
        Files.writeString(config, before);
        CommandRun run = CommandRun.of("policy", "rollback", "1", "-c", config);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("engine.yaml");
        assertThat(Files.readString(config)).isEqualTo(before);
    }

    @Test
    void shouldKnowNoVersionThatWasNeverThere() {
        CommandRun run = CommandRun.of("policy", "show", "9", "-c", config);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("no version '9'", "policy list");
    }

    @Test
    void shouldCheckAFileAndNameEachMistakeWithItsLine() throws Exception {
        CommandRun good = CommandRun.of("policy", "check", config);
        assertThat(good.exitCode()).isZero();
        assertThat(good.out()).contains("policy '2', 0 rules, 4 routes, sha256:");
        Files.writeString(config, "policy:\n  fuse:\n    dwel: 3 s\n  switchTo: nowhere\n");
        CommandRun bad = CommandRun.of("policy", "check", config);
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.err())
                .contains("engine.yaml:3: policy.fuse.dwel: ", "hint: ", "engine.yaml:4: policy.switchTo: ");
    }

    @Test
    void shouldAskForASubcommand() {
        CommandRun run = CommandRun.of("policy");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errLines()).first().asString().contains("list, show, check or rollback");
    }
}
