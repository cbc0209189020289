package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.archive.ReportJson;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.RuleHeld;
import io.callfuse.models.EmotionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What rules decide in a live call, they decide in its replay, to the bit. */
@Timeout(120)
class RulesAreReplayedTest {
    private static final String RULES =
            """
            policy:
              rules:
                - name: rising
                  when: trend(score, "10 s") > 1.5 && mean(score, "5 s") > 30
                  for: 1 s
                  route: technical
                - name: pause
                  when: silenceSeconds >= 1.5 || share(speechShare < 0.2, "10 s") >= 0.3
                - name: asks-twice
                  when: timesSaid("refund", "30 s") >= 2 && !said("thank*") && mark("queue") == "billing"
            """;

    @TempDir
    Path folder;

    @Test
    void shouldHoldInALiveCallAsInItsRecording() throws Exception {
        LoadedConfig config = config();
        Path wav = DemoAudio.copy("en-escalating", folder);
        CallReport offline = OfflineAnalysis.analyze(
                        wav, new AnalysisSettings(config, EmotionModel.embedded(), ChannelChoice.UNSAID), ms -> {})
                .report();
        assertThat(offline.outcome().rulesHeld()).extracting(RuleHeld::rule).contains("rising", "pause");
        assertThat(ReportJson.line(offline))
                .contains("\"reason\":\"rule\",\"rule\":\"rising\"", "\"rules\":[{\"atMs\":");
        CallId id = CallId.random();
        try (Engine engine = new Engine(config, EmotionModel.embedded())) {
            engine.start();
            try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id)) {
                caller.send(DemoAudio.samples(wav), () -> engine.progressOf(id));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> engine.reportOf(id).isPresent());
            CallReport live = engine.reportOf(id).orElseThrow().report();
            assertThat(live.outcome().rulesHeld()).isEqualTo(offline.outcome().rulesHeld());
            assertThat(live.fingerprint()).isEqualTo(offline.fingerprint());
        }
    }

    @Test
    void shouldHoldAgainWhereTheAudioIsHeardWithWhatTheJournalKept() throws Exception {
        LoadedConfig config = config();
        short[] audio = DemoAudio.samples(DemoAudio.copy("en-escalating", folder));
        List<PolicyEvent> live = new ArrayList<>();
        CallPipeline first = new CallPipeline(EmotionModel.embedded(), config.policySettings(), live::add);
        Random random = new Random(11);
        for (int frame = 0; frame * 160 + 160 <= audio.length; frame++) {
            hear(first, audio, frame);
            if (random.nextInt(60) == 0) {
                first.hearWords(words(random, first.nowMs()));
            }
            if (frame == 700) {
                first.noted("mark", Map.of("queue", "billing"));
            }
        }
        first.end();
        assertThat(live)
                .filteredOn(RuleHeld.class::isInstance)
                .extracting(event -> ((RuleHeld) event).rule())
                .contains("rising", "pause", "asks-twice");

        List<PolicyEvent> replayed = new ArrayList<>();
        CallPipeline second = new CallPipeline(EmotionModel.embedded(), config.policySettings(), replayed::add);
        List<InputJournal.Input> inputs = first.journal().inputs();
        int next = 0;
        for (int frame = 0; frame * 160 + 160 <= audio.length; frame++) {
            hear(second, audio, frame);
            while (next < inputs.size() && inputs.get(next).atMs() <= second.nowMs()) {
                apply(inputs.get(next++), second);
            }
        }
        second.end();
        assertThat(replayed).isEqualTo(live);
    }

    private static void hear(CallPipeline pipeline, short[] audio, int frame) {
        MediaFrame media = new MediaFrame();
        media.setAudio(frame, audio, frame * 160, 0);
        pipeline.hear(media);
    }

    /** Some words of the last two seconds, of which those not settled are taken back by the next. */
    private static Revision words(Random random, long nowMs) {
        List<String> vocabulary = List.of("refund", "the", "please", "counsel", "refund");
        long fromMs = Math.max(0, nowMs - 2000);
        List<TimedWord> words = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            long atMs = fromMs + 400L * w;
            words.add(new TimedWord(atMs, atMs + 300, vocabulary.get(random.nextInt(vocabulary.size())), 0.5));
        }
        return new Revision(fromMs, words, random.nextInt(3) == 0);
    }

    private static void apply(InputJournal.Input input, CallPipeline pipeline) {
        if (!input.kind().equals("words")) {
            pipeline.noted(input.kind(), input.details());
            return;
        }
        List<TimedWord> words = new ArrayList<>();
        for (String word : input.details().get("words").split(" ")) {
            String[] parts = word.split("[@/-]");
            words.add(new TimedWord(
                    Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[0], Double.parseDouble(parts[3])));
        }
        pipeline.hearWords(new Revision(
                Long.parseLong(input.details().get("from")),
                words,
                Boolean.parseBoolean(input.details().get("settled"))));
    }

    private LoadedConfig config() throws Exception {
        Path file = folder.resolve("engine.yaml");
        Files.writeString(
                file,
                """
                audiosocket:
                  maxSpeed: 0
                  listen: 127.0.0.1:0
                  unannounced: watch
                agi:
                  listen: 127.0.0.1:0
                ami:
                  enabled: false
                archive:
                  directory: %s
                """
                                .formatted(folder.resolve("archive"))
                        + RULES);
        return NoGaps.in(ConfigLoader.load(file));
    }
}
