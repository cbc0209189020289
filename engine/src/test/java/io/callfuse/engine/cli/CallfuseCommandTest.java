package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CallfuseCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"serve", "analyze", "evaluate", "train", "demo", "check", "models"})
    void shouldExplainEachCommandWithExitCodesAndExamples(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Usage: callfuse " + command, "Exit codes:", "Examples:", "  callfuse " + command);
        assertThat(run.outLines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void shouldNameItsCommandsAndFirstSteps() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("serve", "analyze", "demo", "check", "First steps:");
    }

    @Test
    void shouldPrintItsVersion() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines()).singleElement().asString().startsWith("callfuse ");
    }

    @Test
    void shouldAskForACommandWhenNoneIsNamed() {
        CommandRun run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errLines()).first().asString().startsWith("callfuse: which command?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyse", "analyze", "analyze --format xml a.wav", "serve --port 1", "check extra"})
    void shouldRefuseAWrongCommandLineWithALineAndAHint(String line) {
        CommandRun run = CommandRun.of((Object[]) line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).hasSize(2);
        assertThat(run.errLines().get(0)).startsWith("callfuse: ");
        assertThat(run.errLines().get(1)).startsWith("try 'callfuse").endsWith("--help'");
    }

    @Test
    void shouldSayInOneLineWhatWentWrong() {
        assertThat(CommandErrors.lineOf(new CommandFailure("as it is"))).isEqualTo("as it is");
        assertThat(CommandErrors.lineOf(new NoSuchFileException("a.wav")))
                .isEqualTo("a.wav: no such file or directory");
        assertThat(CommandErrors.lineOf(new AccessDeniedException("a.wav"))).isEqualTo("a.wav: permission denied");
        assertThat(CommandErrors.lineOf(new IOException("broken pipe"))).isEqualTo("broken pipe");
        assertThat(CommandErrors.lineOf(new IllegalStateException("a\n b")))
                .startsWith("internal error: java.lang.IllegalStateException: a; b (")
                .doesNotContain("\n");
    }

    @Test
    void shouldPrintEachLineOfAnErrorUnderItsName() {
        StringWriter err = new StringWriter();

        CommandErrors.print(new PrintWriter(err), "engine.yaml:1: a\nengine.yaml:2: b\n");

        assertThat(err.toString().lines()).containsExactly("callfuse: engine.yaml:1: a", "callfuse: engine.yaml:2: b");
    }
}
