package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TornTailTest {
    private static final String WHOLE = "{\"id\":\"a\"}\n{\"id\":\"b\",\"c\":[1,2]}\n";

    @TempDir
    Path directory;

    @Test
    void shouldLeaveAWholeFileAlone() throws IOException {
        Path file = write(WHOLE);
        assertThat(TornTail.cutOff(file)).isZero();
        assertThat(Files.readString(file)).isEqualTo(WHOLE);
        assertThat(directory.resolve("day.jsonl.torn")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"id\":\"c\"",
                "{\"id\":\"c\"}",
                "{\"id\":\n",
                "\0\0\0\0",
                "\0\0\n\0\n",
                "\n",
                "[1]\n",
                "{} {}\n"
            })
    void shouldCutOffWhatIsNoWholeLineAndKeepItAside(String torn) throws IOException {
        Path file = write(WHOLE + torn);
        assertThat(TornTail.cutOff(file)).isEqualTo(torn.length());
        assertThat(Files.readString(file)).isEqualTo(WHOLE);
        assertThat(directory.resolve("day.jsonl.torn")).hasContent(torn + "\n");
        assertThat(TornTail.cutOff(file)).isZero();
    }

    @Test
    void shouldCutAFileAtEveryByteToItsLastWholeLine() throws IOException {
        for (int bytes = 0; bytes <= WHOLE.length(); bytes++) {
            Path file = write(WHOLE.substring(0, bytes));
            TornTail.cutOff(file);
            assertThat(Files.readString(file))
                    .as("cut at %d", bytes)
                    .isEqualTo(WHOLE.substring(0, WHOLE.lastIndexOf('\n', bytes - 1) + 1));
        }
    }

    @Test
    void shouldFindTheBeginningOfALineLongerThanABlock() throws IOException {
        String longLine = "{\"id\":\"long\",\"padding\":\"" + "x".repeat(200_000) + "\"}\n";
        Path file = write(WHOLE + longLine + longLine.substring(0, 150_000));
        assertThat(TornTail.cutOff(file)).isEqualTo(150_000);
        assertThat(Files.readString(file)).isEqualTo(WHOLE + longLine);
    }

    @Test
    void shouldEmptyAFileOfWhichNothingIsWhole() throws IOException {
        Path file = write("not json at all");
        TornTail.cutOff(file);
        assertThat(file).isEmptyFile();
    }

    private Path write(String content) throws IOException {
        Files.deleteIfExists(directory.resolve("day.jsonl.torn"));
        return Files.writeString(directory.resolve("day.jsonl"), content, StandardCharsets.UTF_8);
    }
}
