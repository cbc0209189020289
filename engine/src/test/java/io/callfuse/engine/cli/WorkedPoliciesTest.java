package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policies that ship as examples do with the demo's calls what is written beside them. */
@Timeout(120)
class WorkedPoliciesTest {
    private static final Path POLICIES = Path.of("../asterisk-config/policies");

    @TempDir
    static Path demo;

    @BeforeAll
    static void makeRecordings() {
        assertThat(CommandRun.of("demo", "--out", demo).exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank", "shop", "hotline"})
    void shouldDecideTheDemosCallsAsIsWrittenBesideIt(String policy) throws IOException {
        Path recordings = demo.resolve("recordings");
        Path said = POLICIES.resolve(policy);
        forget(recordings);
        try (Stream<Path> words =
                Files.list(said).filter(file -> file.toString().endsWith(".words.json"))) {
            for (Path file : words.toList()) {
                Files.copy(file, recordings.resolve(file.getFileName()));
            }
        }
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(said.resolve("calls.tsv"))) {
            String[] call = line.split("\t");
            expected.put(call[0], call[1] + " to " + call[2]);
        }
        Object[] command = Stream.concat(
                        Stream.of("analyze", "--config", POLICIES.resolve(policy + ".yaml"), "--format", "json"),
                        expected.keySet().stream().map(recordings::resolve))
                .toArray();
        CommandRun run = CommandRun.of(command);
        assertThat(run.err()).isEmpty();
        Map<String, String> decided = new TreeMap<>();
        run.outLines().forEach(line -> {
            JsonNode call = JsonMapper.shared().readTree(line);
            decided.put(call.path("call").asString(), decision(call.path("decision")));
        });
        assertThat(decided).isEqualTo(expected);
    }

    private static void forget(Path recordings) throws IOException {
        try (Stream<Path> words = Files.list(recordings)) {
            for (Path file :
                    words.filter(one -> one.toString().endsWith(".words.json")).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String decision(JsonNode decision) {
        String rule = decision.path("rule").asString("");
        return String.join(
                "",
                List.of(
                        decision.path("reason").asString(),
                        rule.isEmpty() ? "" : ":" + rule,
                        " to ",
                        decision.path("route").asString()));
    }
}
