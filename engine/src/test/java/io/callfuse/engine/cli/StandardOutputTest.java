package io.callfuse.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command in a Java machine of its own, as a script sees it. */
@Timeout(60)
class StandardOutputTest {
    @TempDir
    Path folder;

    /** The recording is noise with flipped bits, at which the FLAC library prints a line of its own. */
    @Test
    void shouldKeepStandardOutputForTheReportsWhateverALibraryPrints() throws Exception {
        Path damaged = folder.resolve("damaged.flac");
        try (InputStream noise = StandardOutputTest.class.getResourceAsStream("damaged-noise.flac")) {
            Files.copy(noise, damaged);
        }
        Path good = folder.resolve("with blanks.wav");
        TestRecordings.silent(good, 3);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CallfuseCommand.class.getName(),
                        "analyze",
                        "--format",
                        "json",
                        damaged.toString(),
                        good.toString(),
                        good.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        command.getOutputStream().close();
        try {
            assertThat(command.waitFor(40, TimeUnit.SECONDS)).isTrue();
            List<String> lines = Files.readAllLines(out);
            assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("{\"call\":\"with blanks.wav\""));
            assertThat(lines.get(0)).isEqualTo(lines.get(1));
            assertThat(Files.readString(err)).contains("readResidual", "damaged.flac is a corrupt FLAC file");
            assertThat(command.exitValue()).isEqualTo(1);
        } finally {
            command.destroyForcibly();
        }
    }
}
