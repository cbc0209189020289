package io.callfuse.perf.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.engine.evaluation.CsvTable;
import io.callfuse.engine.evaluation.LabelList;
import io.callfuse.engine.evaluation.LabelledCall;
import io.callfuse.engine.training.ClipReader;
import io.callfuse.perf.ear.Levels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ComposeCommandTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldComposeCallsAsTheMixSays() throws Exception {
        Path data = new ClipDirectory(directory.resolve("data"))
                .speaker("one", "one-a")
                .speaker("one", "one-b")
                .write();
        Path calls = directory.resolve("calls");

        assertThat(compose(data, calls, "--calls", "2")).isZero();

        List<LabelledCall> labelled = LabelList.read(calls.resolve("labels.csv"), calls);
        assertThat(labelled).hasSize(8);
        Map<String, List<CsvTable.Row>> turns = turns(calls);
        CsvTable labels = CsvTable.read(calls.resolve("labels.csv"));
        for (int i = 0; i < labelled.size(); i++) {
            LabelledCall call = labelled.get(i);
            check(call, turns.get(call.name()), labels, labels.rows().get(i));
        }
        assertThat(labelled)
                .extracting(LabelledCall::label)
                .containsExactly(
                        CallLabel.CALM, CallLabel.CALM,
                        CallLabel.HAPPY_LOUD, CallLabel.HAPPY_LOUD,
                        CallLabel.ESCALATING, CallLabel.ESCALATING,
                        CallLabel.ANGRY, CallLabel.ANGRY);
        assertThat(Files.readAllLines(calls.resolve("speakers.txt"))).containsExactly("one-a", "one-b");
        assertThat(text(out)).contains("calm           2 calls of 2 speakers", "mix mix-1, seed 1");
    }

    private static void check(LabelledCall call, List<CsvTable.Row> turns, CsvTable labels, CsvTable.Row row)
            throws IOException {
        short[] heard = ClipReader.read(call.recording());
        int lengthMs = heard.length / 8;
        assertThat(lengthMs).isBetween(75_000, 90_000);
        Set<String> clips = new HashSet<>();
        int gapMs = 0;
        int endMs = 0;
        int angryMs = -1;
        for (CsvTable.Row turn : turns) {
            int fromMs = Integer.parseInt(turn.cells().get(1));
            // a pause between the clips of a turn is no gap
            gapMs += fromMs - endMs > 360 ? fromMs - endMs : 0;
            endMs = Integer.parseInt(turn.cells().get(2));
            assertThat(clips.add(turn.cells().get(4))).isTrue();
            assertThat(turn.cells().get(4)).startsWith(call.speaker());
            angryMs = angryMs < 0 && turn.cells().get(3).equals("angry") ? fromMs : angryMs;
            assertThat(turn.cells().get(3)).isEqualTo(mood(call, fromMs));
        }
        assertThat((gapMs + lengthMs - endMs) / (double) lengthMs).isBetween(0.38, 0.80);
        assertThat(Double.parseDouble(labels.cell(row, "gap_share"))).isBetween(0.40, 0.80);
        assertThat(call.spoken2sMs().getAsLong()).isBetween(2500L, 30_000L);
        if (call.label() == CallLabel.ESCALATING) {
            assertThat(call.onsetMs()).hasValue(angryMs);
            assertThat(angryMs).isBetween(20_000, 35_000);
        }
        double gainDb = Double.parseDouble(labels.cell(row, "gain_db"));
        assertThat(Levels.speechDbfs(heard)).isBetween(gainDb - 36, gainDb - 21);
    }

    private static String mood(LabelledCall call, int atMs) {
        return switch (call.label()) {
            case CALM -> "calm";
            case HAPPY_LOUD -> "happy";
            case ESCALATING -> atMs < call.onsetMs().getAsLong() ? "calm" : "angry";
            default -> "angry";
        };
    }

    @Test
    void shouldMakeTheSameBytesFromTheSameSeed() throws Exception {
        Path data = new ClipDirectory(directory.resolve("data"))
                .speaker("one", "one-a")
                .write();
        compose(data, directory.resolve("a"), "--kinds", "escalating,happy-loud", "--calls", "1", "--seed", "7");
        compose(data, directory.resolve("b"), "--kinds", "escalating,happy-loud", "--calls", "1", "--seed", "7");
        compose(data, directory.resolve("c"), "--kinds", "escalating,happy-loud", "--calls", "1", "--seed", "8");

        assertThat(hash(directory.resolve("b"))).isEqualTo(hash(directory.resolve("a")));
        assertThat(hash(directory.resolve("c"))).isNotEqualTo(hash(directory.resolve("a")));
        // who changes this changes the mix: give it another version
        assertThat(hash(directory.resolve("a")))
                .isEqualTo("c0bf30a7b2381c0ea51d8e2f3c901b0ec9a18834a5667eea1e3aab1919ab1fe1");
    }

    @Test
    void shouldMakeACallAloneAsItIsMadeAmongOthers() throws Exception {
        Path data = new ClipDirectory(directory.resolve("data"))
                .speaker("one", "one-a")
                .write();
        compose(data, directory.resolve("all"), "--calls", "2", "--kinds", "calm,angry");
        compose(data, directory.resolve("few"), "--calls", "1", "--kinds", "angry");

        assertThat(directory.resolve("few/angry-0001.wav"))
                .hasSameBinaryContentAs(directory.resolve("all/angry-0001.wav"));
        assertThat(directory.resolve("few/calm-0001.wav")).doesNotExist();
    }

    @Test
    void shouldKeepThePartsApart() throws Exception {
        ClipDirectory clips = new ClipDirectory(directory.resolve("data"));
        for (String speaker : List.of("one-a", "one-b", "one-c", "two-a", "two-b")) {
            clips.add(speaker.substring(0, 3), speaker, "anger", 9, 2.5);
        }
        Path data = clips.write();
        Set<String> all = new HashSet<>();
        for (String part : List.of("1/2", "2/2")) {
            Path calls = directory.resolve("part" + part.charAt(0));
            assertThat(compose(data, calls, "--calls", "4", "--kinds", "angry", "--part", part))
                    .isZero();
            for (String speaker : Files.readAllLines(calls.resolve("speakers.txt"))) {
                assertThat(all.add(speaker)).isTrue();
            }
        }
        assertThat(all).hasSize(5);
        Path named = Files.write(directory.resolve("named.txt"), List.of("# two of them", "one-c", "", "two-a"));
        compose(data, directory.resolve("named"), "--calls", "4", "--kinds", "angry", "--speakers", named.toString());
        assertThat(Files.readAllLines(directory.resolve("named/speakers.txt"))).containsExactly("one-c", "two-a");
    }

    @Test
    void shouldSayWhoHasTooFewClips() throws Exception {
        Path data = new ClipDirectory(directory.resolve("data"))
                .speaker("one", "one-a")
                .add("one", "one-b", "calm", 14, 2)
                .add("one", "one-b", "sad", 3, 2)
                .add("one", "one-a", "calm", 1, 16)
                .write();

        assertThat(compose(data, directory.resolve("calls"), "--calls", "1")).isZero();

        assertThat(text(out))
                .contains("too few clips of one-b")
                .contains("1 recordings on the list are too long to be clips");
    }

    @Test
    void shouldNameFileAndLineOfWhatIsWrongWithAList() throws Exception {
        Path data = new ClipDirectory(directory.resolve("data"))
                .add("one", "one-a", "calm", 1, 2)
                .write();
        Path list = data.resolve("utterances.csv");
        Files.write(
                list,
                List.of(
                        "speaker,path,emotion",
                        "one-a,one-a-calm0.wav,calm",
                        ",one-a-calm0.wav,calm",
                        "one-a,one-a-calm0.wav,sad",
                        "one-a,gone.wav,angry"));
        assertThat(compose(data, directory.resolve("calls"))).isEqualTo(1);
        assertThat(text(err).lines())
                .containsExactly(
                        "perf/compose: " + list + ":3: a clip without speaker",
                        "perf/compose: " + list + ":4: one-a-calm0.wav is on the list already",
                        "perf/compose: " + list + ":5: " + data.resolve("gone.wav") + " does not exist");
        Files.write(list, List.of("path,who,emotion"));
        assertFault(1, list + ":1: no column 'speaker' in the headline (path, who, emotion)", data);
        Files.write(list, List.of("speaker,path,emotion", "one-a,one-a-calm0.wav,calm"));
        assertFault(1, list + ": no chosen speaker has clips enough for a call of any kind", data);
        Path named = Files.write(directory.resolve("named.txt"), List.of("one-z"));
        assertFault(1, named + ":1: no clip of a speaker 'one-z'", data, "--speakers", named.toString());
        assertFault(1, "--part 7/6: there are only 6 parts", data, "--part", "7/6");
        assertFault(1, directory.resolve("no.csv") + ": no such file", data, "--clips", directory.resolve("no.csv"));
    }

    @Test
    void shouldRefuseAWrongCommandLine() throws Exception {
        Path data = directory;
        assertFault(2, "--calls 0: 1 to 9999", data, "--calls", "0");
        assertFault(2, "--calls many: a whole number", data, "--calls", "many");
        assertFault(2, "--kinds sad: calm, happy-loud, escalating, angry", data, "--kinds", "sad");
        assertFault(2, "--seed without a value", data, "--seed");
        assertFault(2, "what is '--sed'?", data, "--sed", "1");
        assertFault(2, "--speakers and --part: one of the two", data, "--speakers", "x", "--part", "1/2");
        assertThat(ComposeCommand.run(stream(out), stream(err), "one")).isEqualTo(2);
    }

    @Test
    void shouldNotMixTheCallsOfTwoRuns() throws Exception {
        Path calls = Files.createDirectory(directory.resolve("calls"));
        Files.createFile(calls.resolve("calm-0001.wav"));
        assertThat(compose(directory, calls)).isEqualTo(1);
        assertThat(text(err)).contains(calls + ": is not empty");
    }

    private void assertFault(int exitCode, String message, Path data, Object... options) throws IOException {
        err.reset();
        String[] texts = Stream.of(options).map(Object::toString).toArray(String[]::new);
        assertThat(compose(data, directory.resolve("calls"), texts)).isEqualTo(exitCode);
        assertThat(text(err)).startsWith("perf/compose: " + message);
        assertThat(text(err).lines()).hasSize(1);
    }

    private int compose(Path data, Path calls, String... options) {
        List<String> arguments = new ArrayList<>(List.of(data.toString(), calls.toString()));
        arguments.addAll(List.of(options));
        return ComposeCommand.run(stream(out), stream(err), arguments.toArray(String[]::new));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, List<CsvTable.Row>> turns(Path calls) throws IOException {
        Map<String, List<CsvTable.Row>> turns = new LinkedHashMap<>();
        for (CsvTable.Row row : CsvTable.read(calls.resolve("turns.csv")).rows()) {
            turns.computeIfAbsent(row.cells().get(0), c -> new ArrayList<>()).add(row);
        }
        return turns;
    }

    private static String hash(Path directory) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
