package io.callfuse.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.AnalysisSettings;
import io.callfuse.engine.OfflineAnalysis;
import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.feature.Voices;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LabelledHearingTest {
    private final LoadedConfig config = ConfigLoader.defaults();
    private final AnalysisSettings settings =
            new AnalysisSettings(config, EmotionModel.embedded(), ChannelChoice.UNSAID);

    @TempDir
    Path directory;

    @Test
    void shouldHearACallAsAnalyzeHearsItHoweverManyAreHeardAtATime() throws Exception {
        List<String> rows = new ArrayList<>(List.of("file,label"));
        for (int i = 0; i < 5; i++) {
            record("call" + i + ".wav", Voices.voice(110 + 40 * i, 3 + i, 0.2 + 0.15 * i, 2 - 0.3 * i, 6));
            rows.add("call" + i + ".wav,calm");
        }
        List<LabelledCall> calls = labels(rows);
        List<HeardCall> one = hear(calls, 1);
        List<HeardCall> three = hear(calls, 3);

        for (int i = 0; i < calls.size(); i++) {
            CallReport report = OfflineAnalysis.analyze(calls.get(i).recording(), settings, ms -> {})
                    .report();
            assertThat(one.get(i).report().fingerprint()).isEqualTo(report.fingerprint());
            assertThat(three.get(i).report().fingerprint()).isEqualTo(report.fingerprint());
            assertThat(three.get(i).labelled()).isEqualTo(calls.get(i));
            assertThat(three.get(i).speechMs()).isEqualTo(one.get(i).speechMs()).isSorted();
            assertThat(one.get(i).tripMs(config.policySettings()))
                    .isEqualTo(one.get(i).tripMs());
        }
        assertThat(one)
                .allMatch(call -> call.speechMs()[5]
                        == Math.round(1000 * call.report().heard().speechSeconds()))
                .anyMatch(call -> call.speechMs()[5] > 1000);
    }

    @Test
    void shouldTellHowMuchWasHeard() throws Exception {
        record("call.wav", new short[64_000]);
        List<LabelledCall> calls = labels(List.of("file,label", "call.wav,calm"));
        try (LabelledHearing hearing = new LabelledHearing(settings, 2)) {
            assertThat(hearing.promisedMs(calls)).isEqualTo(8000);
            assertThat(hearing.hear(calls, ms -> {})).hasSize(1);
            assertThat(hearing.faults()).isEmpty();
        }
    }

    @Test
    void shouldRefuseAnOnsetAfterTheEndBeforeAnythingIsHeard() throws Exception {
        record("a.wav", new short[64_000]);
        record("b.wav", new short[64_000]);
        List<LabelledCall> calls = labels(List.of("file,label,onset_s", "a.wav,escalating,8", "b.wav,escalating,7.9"));
        try (LabelledHearing hearing = new LabelledHearing(settings, 1)) {
            assertThatThrownBy(() -> hearing.promisedMs(calls))
                    .hasMessage(directory.resolve("labels.csv")
                            + ":2: the onset at 8.0 s is not within a.wav, which is 8.0 s long");
        }
    }

    @Test
    void shouldLeaveOutWhatTurnsOutToBeShorterThanItsOnset() throws Exception {
        record("whole.wav", new short[64_000]);
        Path cut = record("cut.wav", new short[64_000]);
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, 44 + 2 * 24_000));
        List<LabelledCall> calls = labels(List.of("file,label,onset_s", "cut.wav,escalating,5", "whole.wav,calm,"));
        try (LabelledHearing hearing = new LabelledHearing(settings, 2)) {
            hearing.promisedMs(calls);
            assertThat(hearing.hear(calls, ms -> {}))
                    .singleElement()
                    .satisfies(call -> assertThat(call.labelled().name()).isEqualTo("whole.wav"));
            assertThat(hearing.faults())
                    .containsExactly(directory.resolve("labels.csv")
                            + ":2: the onset at 5.0 s is not within cut.wav, which is 3.0 s long");
            assertThat(hearing.warnings()).singleElement().asString().contains("cut.wav", "is cut off");
        }
    }

    @Test
    void shouldNameTheLineOfEachRecordingThatIsNone() throws Exception {
        Files.writeString(directory.resolve("text.wav"), "This is no recording.");
        Files.createFile(directory.resolve("empty.wav"));
        List<LabelledCall> calls = labels(List.of("file,label", "text.wav,calm", "empty.wav,calm"));
        try (LabelledHearing hearing = new LabelledHearing(settings, 1)) {
            assertThatThrownBy(() -> hearing.promisedMs(calls))
                    .isInstanceOf(ListException.class)
                    .hasMessageContainingAll("labels.csv:2: ", "text.wav", "labels.csv:3: ", "empty.wav");
        }
    }

    private List<HeardCall> hear(List<LabelledCall> calls, int threads) throws InterruptedException {
        try (LabelledHearing hearing = new LabelledHearing(settings, threads)) {
            return hearing.hear(calls, ms -> {});
        }
    }

    private List<LabelledCall> labels(List<String> rows) throws IOException {
        return LabelList.read(Files.write(directory.resolve("labels.csv"), rows), directory);
    }

    private Path record(String name, short[] pcm) throws IOException {
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * pcm.length);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * pcm.length);
        for (short sample : pcm) {
            wav.putShort(sample);
        }
        return Files.write(directory.resolve(name), wav.array());
    }
}
