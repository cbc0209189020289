package io.callfuse.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main method of the tests in a Java machine of its own, with flags that this one was not started with. */
public final class ChildJvm {
    private static final long LIMIT_S = 100;

    private final Path folder;
    private String complaint = "";

    /** Keeps what is printed below this folder. */
    public ChildJvm(Path folder) {
        this.folder = folder;
    }

    /** Returns what the program printed; it must end with exit code 0. */
    public String run(Class<?> program, String argument, String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(program.getName(), argument));
        Path said = folder.resolve("said");
        Path complained = folder.resolve("complained");
        Process child = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(complained.toFile())
                .start();
        try {
            assertThat(child.waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
            complaint = Files.readString(complained).strip();
            assertThat(child.exitValue()).as(complaint).isZero();
            return Files.readString(said).strip();
        } finally {
            child.destroyForcibly();
        }
    }

    /** What the last run printed to standard error. */
    public String complaint() {
        return complaint;
    }
}
