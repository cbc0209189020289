package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class OpenSmileComparisonTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @Test
    void shouldJudgeAllFeatureSetsOnTheSameFoldsWhereOpenSmileIsThere() throws Exception {
        List<Clip> clips = new ArrayList<>(Actors.of("one", 2, 2));
        clips.addAll(Actors.of("two", 2, 2));
        OpenSmile stub = OpenSmile.find(StubSmile.good(directory), null);
        OpenSmileComparison.compare(Corpora.of(clips), stub, print(printed));
        String first = printed.toString(StandardCharsets.UTF_8);
        assertThat(rows(first))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("| Callfuse | 725 | speakers |"),
                        row -> assertThat(row).startsWith("| Callfuse | 725 | corpora |"),
                        row -> assertThat(row).startsWith("| openSMILE eGeMAPS v02 | 5 | speakers |"),
                        row -> assertThat(row).startsWith("| openSMILE eGeMAPS v02 | 5 | corpora |"),
                        row -> assertThat(row).startsWith("| openSMILE ComParE 2016 | 5 | speakers |"),
                        row -> assertThat(row).startsWith("| openSMILE ComParE 2016 | 5 | corpora |"));
        assertThat(areaOf(rows(first).get(0))).isGreaterThan(0.85);
        printed.reset();
        OpenSmileComparison.compare(Corpora.of(clips), stub, print(printed));
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(first);
    }

    @Test
    void shouldJudgeItsOwnFeaturesAndSayHowToGetTheOthersWhereOpenSmileIsNotThere() throws IOException {
        writeCorpus("one-0", "one-1");
        assertThat(run(directory.resolve("nowhere"))).isZero();
        assertThat(complained.toString(StandardCharsets.UTF_8))
                .hasLineCount(1)
                .startsWith("openSMILE is not there, so only the engine's own features are judged: no SMILExtract in "
                        + directory.resolve("nowhere") + "/bin")
                .contains("https://github.com/audeering/opensmile", "OPENSMILE_DIR");
        assertThat(rows(printed.toString(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .startsWith("| Callfuse | 725 | speakers |");
    }

    @Test
    void shouldNameTheClipThatOpenSmileFailsOn() throws IOException {
        writeCorpus("one-0", "one-1");
        assertThat(run(StubSmile.in(directory.resolve("smile"), "echo '(ERR) broken'; exit 3")))
                .isEqualTo(1);
        assertThat(complained.toString(StandardCharsets.UTF_8))
                .startsWith("cannot compare: one-")
                .contains(".wav: ", "ended with status 3", "(ERR) broken");
    }

    @Test
    void shouldNameTheClipWhoseFeaturesAreOthers() throws IOException {
        writeCorpus("one-0", "one-1");
        String another = "printf 'name;frameTime;%s\\n0;0;1\\n' \"$name\" > \"$csv\"";
        assertThat(run(StubSmile.in(directory.resolve("smile"), another))).isEqualTo(1);
        assertThat(complained.toString(StandardCharsets.UTF_8))
                .contains(".wav: other features than those of the clips before");
    }

    @Test
    void shouldSayWhatIsWrongWithTheData() throws IOException {
        assertThat(run(null)).isEqualTo(1);
        assertThat(complained.toString(StandardCharsets.UTF_8)).contains("cannot compare: ", "utterances.csv");
        assertThatThrownBy(() -> OpenSmileComparison.compare(Corpora.of(Actors.of("one", 1, 1)), null, print(printed)))
                .hasMessage("acted clips of 1 speakers; there must be 2 at least");
    }

    private int run(Path openSmile) {
        return OpenSmileComparison.run(directory, openSmile, null, print(printed), print(complained));
    }

    /** Two clips of each mood for each of these speakers, and the list of them. */
    private void writeCorpus(String... speakers) throws IOException {
        List<String> list =
                new ArrayList<>(List.of("path,corpus,language,speaker,sex,emotion,intensity,kind,seconds,text"));
        for (Clip clip : Actors.of("one", speakers.length, 2)) {
            String file = clip.path() + ".wav";
            Files.write(directory.resolve(file), SmileExtract.wav(clip.samples()));
            list.add(String.join(",", file, "one", "en", clip.speaker(), "m", clip.emotion(), "", "acted", "2.5", ""));
        }
        Files.write(directory.resolve("utterances.csv"), list);
    }

    private static List<String> rows(String table) {
        return table.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| features"))
                .toList();
    }

    private static double areaOf(String row) {
        return Double.parseDouble(row.split("\\|")[5].strip().split(" ")[0]);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
