package io.callfuse.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class LabelListTest {
    @TempDir
    Path directory;

    private Path list;

    @BeforeEach
    void record() throws IOException {
        for (String name : List.of("a.wav", "b.wav", "c, d.wav")) {
            Files.createFile(directory.resolve(name));
        }
        list = directory.resolve("labels.csv");
    }

    @Test
    void shouldReadTheTwoColumnsThatMustBeThere() throws IOException {
        List<LabelledCall> calls = read("file,label", "a.wav,calm", "b.wav,angry");
        assertThat(calls).extracting(LabelledCall::label).containsExactly(CallLabel.CALM, CallLabel.ANGRY);
        assertThat(calls.get(0).onsetMs()).isEmpty();
        assertThat(calls.get(1).onsetMs()).hasValue(0);
        assertThat(calls.get(0).recording()).isEqualTo(directory.resolve("a.wav"));
        assertThat(calls.get(0).speaker()).isEmpty();
    }

    @Test
    void shouldReadWhatIsKnownBesides() throws IOException {
        List<LabelledCall> calls = read(
                "Label , onset_s,file,speaker,mood of the day,spoken_2s_ms",
                "# by the night shift",
                "escalating, 12.3456 ,\"c, d.wav\",\"the \"\"boss\"\"\",x,4500",
                "",
                "upset,,a.wav,,,");
        assertThat(calls.get(0).name()).isEqualTo("c, d.wav");
        assertThat(calls.get(0).onsetMs()).hasValue(12_346);
        assertThat(calls.get(0).speaker()).isEqualTo("the \"boss\"");
        assertThat(calls.get(0).spoken2sMs()).hasValue(4500);
        assertThat(calls.get(0).where()).isEqualTo(list + ":3: ");
        assertThat(calls.get(1).onsetMs()).isEmpty();
    }

    @Test
    void shouldReadWhatSpreadsheetsWrite() throws IOException {
        Files.write(list, "\uFEFFfile,label,onset_ms\r\na.wav,escalating,2000\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(LabelList.read(list, directory).get(0).onsetMs()).hasValue(2000);
    }

    @Test
    void shouldTellEveryFaultWithItsLine() {
        assertFaults(
                List.of(
                        "file,label,onset_s",
                        "a.wav,cross,",
                        "b.wav,escalating,",
                        "c.wav,calm,",
                        "b.wav,calm,",
                        "./a.wav,angry,3",
                        ",calm,",
                        "c, d.wav,calm,",
                        "\"c, d.wav\",calm,4",
                        "\"c, d.wav,calm,"),
                ":8: 4 cells under a headline of 3",
                ":10: a quotation mark is not closed");
        assertFaults(
                List.of(
                        "file,label,onset_s",
                        "a.wav,cross,",
                        "b.wav,escalating,",
                        "c.wav,calm,",
                        "b.wav,calm,",
                        "./a.wav,angry,3",
                        ",calm,",
                        "\"c, d.wav\",calm,4",
                        "\"./c, d.wav\",escalating,-1"),
                ":2: 'cross' is no label; there are calm, happy-loud, normal, escalating, angry, upset",
                ":3: an escalating call without its onset",
                ":4: " + directory.resolve("c.wav") + " does not exist",
                ":5: b.wav was labelled in line 3 already",
                ":6: ./a.wav was labelled in line 2 already",
                ":6: angry is from the start",
                ":7: no file is named",
                ":8: an onset in a call in which nobody is upset (calm)",
                ":9: ./c, d.wav was labelled in line 8 already",
                ":9: '-1' in column onset_s is no time");
    }

    @Test
    void shouldSayWhatIsWrongWithTheHeadline() throws IOException {
        assertFaults(List.of(), ":1: the list is empty");
        assertFaults(List.of("a.wav,calm"), ":1: no column 'file' in the headline (a.wav, calm)");
        assertFaults(List.of("file;label", "a.wav;calm"), ":1: no column 'file'", "separated by commas");
        assertFaults(List.of("file,label,file"), ":1: two columns are named 'file'");
        assertFaults(List.of("file,label"), ":1: the list has a headline and no call");
        assertFaults(List.of("file,label,onset_s,onset_ms", "a.wav,calm,,"), "one of the two");
        Files.write(list, new byte[] {'f', (byte) 0xe4, '\n'});
        assertThatThrownBy(() -> LabelList.read(list, directory)).hasMessage(list + ": is not text in UTF-8");
    }

    @Test
    void shouldNameAListOrADirectoryThatIsNotThere() throws IOException {
        assertThatThrownBy(() -> LabelList.read(list, directory)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> LabelList.read(list, directory.resolve("nowhere")))
                .hasMessage(directory.resolve("nowhere") + ": is no directory");
    }

    @Test
    void shouldNotFloodTheTerminal() {
        List<String> lines = IntStream.range(0, 50)
                .mapToObj(i -> i == 0 ? "file,label" : "x" + i + ".wav,calm")
                .collect(Collectors.toList());
        assertThatThrownBy(() -> read(lines.toArray(String[]::new)))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(21))
                .hasMessageEndingWith("and 29 more of the kind");
    }

    private List<LabelledCall> read(String... lines) throws IOException {
        Files.write(list, List.of(lines));
        return LabelList.read(list, directory);
    }

    private void assertFaults(List<String> lines, String... expected) {
        assertThatThrownBy(() -> read(lines.toArray(String[]::new)))
                .isInstanceOf(ListException.class)
                .hasMessageContainingAll(expected)
                .satisfies(e -> assertThat(e.getMessage().lines().count()).isLessThanOrEqualTo(expected.length))
                .satisfies(e -> assertThat(e.getMessage().lines()).allMatch(line -> line.startsWith(list + ":")));
    }
}
