package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java machine that only interprets. In it every allocation in the code happens each time: no compiler optimises one away,
 * and none allocates on its own account when it changes its mind, so that what is counted is what the code does.
 */
public final class InterpretedJvm {
    private static final long LIMIT_S = 120;

    private InterpretedJvm() {}

    /** Runs the main method of a class on this test's class path and returns what it printed; it must end with exit code 0. */
    public static String run(Class<?> program, Path folder, String... arguments) throws Exception {
        Path out = folder.resolve("interpreted.txt");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xint",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
        command.command().addAll(List.of(arguments));
        Process child =
                command.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertThat(child.waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as(Files.readString(out)).isZero();
            return Files.readString(out);
        } finally {
            child.destroyForcibly();
        }
    }
}
