package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code callfuse demo --digits}, with the real library in its process and the model that comes with the project. */
@Timeout(240)
class DigitDemoTest {
    @TempDir
    Path directory;

    @Test
    void shouldShowWordsWithTimesAndConfidenceAndWhatTheyCost() {
        CommandRun run = CommandRun.of("demo", "--digits", "--out", directory);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines().get(2)).startsWith("caller").endsWith("said");
        List<String> words = run.outLines().stream()
                .filter(line -> line.matches("[1-4]: .*"))
                .toList();
        assertThat(words).hasSizeGreaterThanOrEqualTo(40).anySatisfy(line -> assertThat(line)
                .matches("1: .* +[0-9.]+ s +[0-9.]+ s +([a-z]+) +[01][.][0-9]{2} +\\1"));
        assertThat(words.stream().filter(line -> line.endsWith("(wrong)")).count())
                .as("wrong, whether the voice is the made-up one or those that CALLFUSE_DATA has")
                .isLessThanOrEqualTo(16);
        assertThat(run.out())
                .containsPattern("words +40 said")
                .containsPattern("first partial +median [0-9.]+ s, p95 [0-9.]+ s")
                .containsPattern("delay +median [0-9]+ ms, p95 [0-9]+ ms")
                .containsPattern("real-time factor +0[.][0-9]+ of a core")
                .containsPattern("memory +[0-9.-]+ MiB a recogniser, [0-9]+ MiB the process")
                .contains("CC BY-SA 4.0");
    }

    @Test
    void shouldLetOwnRecordingsSpeak() throws Exception {
        CommandRun.of("demo", "--digits", "--out", directory);
        Path own = Files.createDirectory(directory.resolve("mine"));
        Files.copy(directory.resolve("digits").resolve("five.wav"), own.resolve("five.wav"));

        CommandRun run = CommandRun.of("demo", "--digits", "--out", directory, own);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("1: mine").contains("five").doesNotContain("made-up");
    }

    @Test
    void shouldSayWhereADirectoryHoldsNoDigits() {
        CommandRun run = CommandRun.of("demo", "--digits", "--out", directory, "--data", directory);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("no spoken digits here");
    }

    @Test
    void shouldSayInALineThatThisMachineCannotHearWords() {
        String architecture = System.getProperty("os.arch");
        System.setProperty("os.arch", "riscv64");
        try {
            CommandRun run = CommandRun.of("demo", "--digits", "--out", directory);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errLines())
                    .singleElement()
                    .asString()
                    .startsWith("callfuse: speech is recognised on Linux x86-64 only, this is ")
                    .endsWith("riscv64");
        } finally {
            System.setProperty("os.arch", architecture);
        }
    }

    @Test
    void shouldRefuseDigitsThroughAsterisk() {
        assertThat(CommandRun.of("demo", "--digits", "--asterisk").exitCode()).isEqualTo(2);
    }
}
