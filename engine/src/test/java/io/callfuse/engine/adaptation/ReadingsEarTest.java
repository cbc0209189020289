package io.callfuse.engine.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.AnalysisSettings;
import io.callfuse.engine.OfflineAnalysis;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.engine.evaluation.LabelledCall;
import io.callfuse.engine.feature.Voices;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.models.EmotionModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReadingsEarTest {
    @TempDir
    Path directory;

    @Test
    void shouldHearACallAsTheEngineDoes() throws Exception {
        LabelledCall call = recorded();
        EmotionModel model = OwnCalls.base(0);
        OwnCall heard = new ReadingsEar(ChannelChoice.UNSAID, Long.MAX_VALUE)
                .hear(call, ms -> {})
                .what();
        ScoredOwnCall scored = ScoredOwnCall.of(heard, model);
        ScoreTrack timeline = OfflineAnalysis.analyze(
                        call.recording(),
                        new AnalysisSettings(ConfigLoader.defaults(), model, ChannelChoice.UNSAID),
                        ms -> {})
                .report()
                .timeline();
        assertThat(heard.track()).hasSize(timeline.length()).hasSize(19);
        for (int s = 0; s < timeline.length(); s++) {
            // the timeline keeps scores in single precision or rounded
            assertThat(scored.score(s, model.scoreMap()))
                    .isCloseTo(timeline.score(s), org.assertj.core.api.Assertions.within(0.051));
        }
    }

    @Test
    void shouldKeepOneReadingForAllSecondsInWhichTheCallerIsSilent() throws Exception {
        ReadingsEar ear = new ReadingsEar(ChannelChoice.UNSAID, Long.MAX_VALUE);
        OwnCall heard = ear.hear(recorded(), ms -> {}).what();
        long kept = heard.track().stream().distinct().count();
        assertThat(kept).isBetween(8L, 17L);
        assertThat(ear.keptBytes()).isEqualTo(kept * ReadingsEar.readingBytes());
        assertThat(ear.overBudget()).isFalse();
        assertThat(heard.labelledReadings()).hasSizeLessThan((int) kept).allMatch(s -> s < 19);
    }

    @Test
    void shouldKeepNoMoreThanItMay() throws Exception {
        ReadingsEar ear = new ReadingsEar(ChannelChoice.UNSAID, 3 * ReadingsEar.readingBytes());
        ear.hear(recorded(), ms -> {});
        assertThat(ear.overBudget()).isTrue();
        assertThat(ear.keptBytes()).isEqualTo(4 * ReadingsEar.readingBytes());
        ear.hear(recorded(), ms -> {});
        assertThat(ear.keptBytes()).isEqualTo(5 * ReadingsEar.readingBytes());
    }

    private LabelledCall recorded() throws Exception {
        short[] pcm = Voices.joined(
                Voices.voice(140, 4, 0.4, 1, 8), new short[32_000], Voices.voice(160, 5, 0.5, 1, 7), new short[4000]);
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * pcm.length);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * pcm.length);
        for (short sample : pcm) {
            wav.putShort(sample);
        }
        Path file = Files.write(directory.resolve("call.wav"), wav.array());
        return new LabelledCall(
                "call.wav", file, CallLabel.CALM, OptionalLong.empty(), "", OptionalLong.empty(), "labels.csv:2: ");
    }
}
