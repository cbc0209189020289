package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.dsp.activity.SoundActivity;
import io.callfuse.engine.agent.AgentLeg;
import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.ReportJson;
import io.callfuse.engine.asr.DigitSpeech;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.feed.RecognitionLimits;
import io.callfuse.engine.asr.feed.RecognitionSettings;
import io.callfuse.engine.asr.model.SpeechModel;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.models.EmotionModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an agent says on a leg of his own, by the real library in its process, with the digit model. */
@Timeout(300)
class AgentWordsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final CallChannel ANN = new CallChannel("PJSIP/ann-1", "1.5", "1.1", "");
    private static final EngineIdentity ENGINE = new EngineIdentity("test", "test", "test");
    private static final int FIRST = 500;

    private final CallPipeline pipeline =
            new CallPipeline(EmotionModel.embedded(), ConfigLoader.defaults().policySettings(), event -> {});
    private final AgentSide agents = new AgentSide(CallId.random(), pipeline);

    @Test
    void shouldReadTheWordsOfTheAgentAndPutNoneOfThemInTheCallersMouth() throws Exception {
        DigitSpeech speech = DigitSpeech.of(10, 5);
        RecognitionSettings settings =
                RecognitionSettings.of(SpeechModel.open(DigitSpeech.model())).with(RecognitionLimits.patient());
        try (Recognition recognition = Recognition.start(settings)) {
            assertThat(recognition.awaitUp(PATIENCE)).isTrue();
            AgentLeg leg = new AgentLeg(ANN, Optional.of(recognition.open(SoundActivity.LAG_FRAMES)));
            agents.add(leg);
            for (int frame = 0; frame < speech.frames(); frame++) {
                MediaFrame media = leg.queue().claim();
                media.setAudio(FIRST + frame, speech.samples(), frame * MediaTime.FRAME_SAMPLES, 0);
                leg.queue().offer(media);
                agents.drain(16);
                if (recognition.waitingFrames() >= 50) {
                    await().atMost(PATIENCE).until(() -> recognition.waitingFrames() < 50);
                }
            }
            leg.end("left");
            await().atMost(PATIENCE).until(() -> {
                agents.drain(16);
                return recognition.counters().getOrDefault("words", 0L)
                        >= speech.words().size();
            });
            await().atMost(PATIENCE).until(() -> {
                agents.drain(16);
                return report().agent().orElseThrow().words() == speech.words().size();
            });
            agents.finish();
        }
        assertThat(report().words()).isEmpty();
        String json = ReportJson.line(report());
        assertThat(json).contains("\"agent\":{\"words\":" + speech.words().size());
        List<String> said = pipeline.journal().inputs().stream()
                .filter(input -> input.kind().equals("agent-words"))
                .map(input -> input.details().get("words"))
                .filter(words -> !words.isEmpty())
                .toList();
        long firstMs = Long.parseLong(said.get(0).replaceAll("^[^@]*@(\\d+)-.*$", "$1"));
        long spokenMs = FIRST * MediaTime.FRAME_MS + speech.words().get(0).atMs();
        assertThat(firstMs).as("on the caller's time").isBetween(spokenMs - 200, spokenMs + 200);
    }

    private CallReport report() {
        return pipeline.analysed("a", ENGINE).report();
    }
}
