package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SmileExtractTest {
    private static final String TABLE = "printf \"name;frameTime;a\\n'x';0;1\\n\" > \"$csv\"\n";

    @TempDir
    Path directory;

    private Path work;

    @BeforeEach
    void makeARoomToWorkIn() throws IOException {
        work = Files.createDirectory(directory.resolve("work"));
    }

    @Test
    void shouldHandOverTheRecordingBitForBitAndTidyUp() throws IOException {
        short[] samples = new short[1600];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (7919 * i);
        }
        Path kept = directory.resolve("kept.wav");
        OpenSmileReading reading = stub("cp \"$wav\" '" + kept + "'\n" + TABLE).measure(samples, "a.flac", 3);
        assertThat(reading.values()).containsExactly(1);
        assertThat(ClipReader.read(kept)).isEqualTo(samples);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void shouldNameTheConfigurationAndTheRecordingByNumber() throws IOException {
        OpenSmileReading reading = stub("printf 'name;frameTime;%s;%s\\n0;0;1;2\\n' \"$config\" \"$name\" > \"$csv\"")
                .measure(new short[160], "a.flac", 17);
        assertThat(reading.names())
                .containsExactly(directory.resolve("some.conf").toString(), "clip-17");
    }

    @Test
    void shouldNameTheClipAndShowTheLastLinesWhenTheCommandFails() {
        assertThatThrownBy(() -> stub("seq 1 20; echo '(ERR) [1] configManager: no such thing' >&2; exit 3")
                        .measure(new short[160], "speech/a.flac", 0))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "speech/a.flac: " + directory.resolve("SMILExtract") + " ended with status 3:\n  14\n")
                .hasMessageEndingWith("\n  20\n  (ERR) [1] configManager: no such thing");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void shouldNameTheClipWhenTheCommandFailsWithoutAWord() {
        assertThatThrownBy(() -> stub("exit 1").measure(new short[160], "a.flac", 0))
                .hasMessageEndingWith("ended with status 1, and said nothing");
    }

    @Test
    void shouldNameTheClipWhenNothingWasWritten() {
        assertThatThrownBy(() -> stub("echo too short").measure(new short[160], "a.flac", 0))
                .hasMessage("a.flac: " + directory.resolve("SMILExtract") + " wrote no values:\n  too short");
        assertThatThrownBy(() -> stub("echo oops > \"$csv\"").measure(new short[160], "a.flac", 0))
                .hasMessageStartingWith("a.flac: not a table of openSMILE");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void shouldStopWhenItIsInterrupted() throws IOException {
        SmileExtract command = stub("exec sleep 1000");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> command.measure(new short[160], "a.flac", 0)).hasMessage("a.flac: interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private SmileExtract stub(String script) throws IOException {
        Path command = StubSmile.command(directory.resolve("SMILExtract"), script);
        return new SmileExtract(command, directory.resolve("some.conf"), work);
    }
}
