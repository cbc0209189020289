package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.callfuse.models.EmotionModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ModelTrainingTest {
    @TempDir
    Path directory;

    @Test
    void shouldLearnMoodsThatCanBeToldApartAndWriteTheSameModelTwice() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        EmotionModel model = train(new PrintStream(printed, true, StandardCharsets.UTF_8));
        EmotionModel again = train(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        assertThat(again.toBytes()).isEqualTo(model.toBytes());
        String tables = printed.toString(StandardCharsets.UTF_8);
        assertThat(tables)
                .contains("speakers left out", "corpora left out", "| escalating |", "| calm | 4 |", "other folds");
        assertThat(meanArea(tables)).isGreaterThan(0.85);
        assertThat(model.version()).isEqualTo("test");
    }

    @Test
    void shouldAnchorTheScoreWhereNoMoreThanTheShareOfCallsTrips() {
        List<ScoredCall> calm =
                IntStream.range(0, 200).mapToObj(i -> steady("calm", 0.05 * i)).toList();
        double anchor = OperatingPoint.limit(calm, "calm", 0.01);
        assertThat(calm.stream().filter(c -> c.trips(anchor)).count()).isEqualTo(2);
        assertThat(calm.stream().filter(c -> c.trips(anchor - 0.001)).count()).isEqualTo(3);
    }

    @Test
    void shouldAnchorTheScoreHigherWhereMoreCallsAreJudgedRightlyThere() {
        List<ScoredCall> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(steady("calm", -4));
            calls.add(steady("happy", 1 + 0.05 * i));
            calls.add(steady("escalating", 3 + 0.1 * i));
        }
        assertThat(OperatingPoint.limit(calls, "calm", 0.01)).isCloseTo(-4, within(0.01));
        assertThat(OperatingPoint.limit(calls, "happy", 0.5)).isCloseTo(1.45, within(0.01));
        assertThat(OperatingPoint.anchor(calls, List.of())).isBetween(1.95, 3.0);
    }

    @Test
    void shouldTripOnlyAfterTheDwell() {
        assertThat(steady("calm", 5).tripSecond(4.99)).isEqualTo(4);
        assertThat(steady("calm", 5).tripSecond(5.01)).isEqualTo(-1);
        assertThat(steady("calm", 5).reach()).isCloseTo(5, within(1e-6));
    }

    @Test
    void shouldNameTheListAndTheLineWhenTheDataIsNotWhatItShouldBe() throws IOException {
        assertThatThrownBy(() -> Corpora.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("utterances.csv");
        Path list = directory.resolve("utterances.csv");
        Files.writeString(list, "something else\n");
        assertThatThrownBy(() -> Corpora.read(directory)).hasMessage(list + ":1: not a list of utterances");
        Files.writeString(list, "path,corpus,language,speaker,sex,emotion,intensity,kind,seconds,text\nx,y\n");
        assertThatThrownBy(() -> Corpora.read(directory)).hasMessage(list + ":2: 2 cells, not 9");
    }

    @Test
    void shouldLeaveOutTheSpeakersThatAreToBeJudgedBy() throws IOException {
        Corpora all = Corpora.of(Actors.of("one", 3, 1));
        assertThat(all.without(Set.of("one-1")).bySpeaker().keySet()).containsExactly("one-0", "one-2");
        assertThat(all.without(Set.of()).acted()).isEqualTo(all.acted());
        assertThatThrownBy(() -> all.without(Set.of("one-1", "one-7")))
                .hasMessage("no acted clip of a speaker 'one-7'");
    }

    @Test
    void shouldReadTheCorporaWhereTheyAre() throws IOException {
        String data = System.getenv("CALLFUSE_DATA");
        assumeTrue(data != null && Files.isDirectory(Path.of(data)), "CALLFUSE_DATA names no directory of recordings");
        Corpora corpora = Corpora.read(Path.of(data));
        assertThat(corpora.acted()).hasSizeGreaterThan(3000);
        assertThat(corpora.bySpeaker()).hasSizeGreaterThan(30);
        assertThat(corpora.telephone()).isNotEmpty();
        assertThat(corpora.acted()).allMatch(c -> c.levelDbfs() > -90 && c.samples().length > 4000);
    }

    private EmotionModel train(PrintStream out) {
        List<Clip> clips = new ArrayList<>(Actors.of("one", 2, 2));
        clips.addAll(Actors.of("two", 2, 2));
        Settings settings = new Settings(
                directory, directory.resolve("model.json"), "test", 1, new Settings.Size(8, 1, 2, 120), Set.of());
        return ModelTraining.train(Corpora.of(clips), settings, out);
    }

    private static double meanArea(String tables) {
        String line = tables.lines()
                .filter(l -> l.startsWith("Mean over the corpora: AUC"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(
                line.substring(line.indexOf("AUC") + 3, line.indexOf(',')).trim());
    }

    private static ScoredCall steady(String kind, double logOdds) {
        double[] track = new double[20];
        long[] speechMs = new long[20];
        Arrays.fill(track, logOdds);
        Arrays.fill(speechMs, 10_000);
        return ScoredCall.of(
                new JudgedCall(kind, "one", "one-0", 0, List.of(), List.of()), track, speechMs, new float[20][8]);
    }
}
