package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.InputJournal.Input;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.models.EmotionModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WordsFromTranscriptTest {
    private static final List<TimedWord> WORDS =
            List.of(new TimedWord(100, 500, "refund", 0.9), new TimedWord(900, 1500, "now", 1));

    private final CallPipeline pipeline =
            new CallPipeline(EmotionModel.embedded(), ConfigLoader.defaults().policySettings(), event -> {});
    private final WordsFromTranscript transcript = new WordsFromTranscript(WORDS, pipeline::hearWords);

    @Test
    void shouldBringEachWordALittleAfterItWasSaidAndTheRestAtTheEnd() {
        MediaFrame frame = new MediaFrame();
        for (int index = 0; index < 50; index++) {
            frame.setAudio(index, new short[160], 0, 0);
            pipeline.hear(frame);
            transcript.bring(pipeline.nowMs());
        }
        assertThat(words()).hasSize(1);
        assertThat(words().get(0).atMs()).isEqualTo(800);
        assertThat(words().get(0).details())
                .containsEntry("words", "refund@100-500/0.9")
                .containsEntry("settled", "true")
                .containsEntry("from", "100");
        transcript.bringRest();
        assertThat(words()).extracting(Input::atMs).containsExactly(800L, 1000L);
        assertThat(pipeline.analysed("a", new io.callfuse.engine.archive.EngineIdentity("e", "m", "c"))
                        .report()
                        .words())
                .isEqualTo(WORDS);
    }

    @Test
    void shouldReadNothingOfTheAgentUnlessHisWordsAreAdmitted() {
        CallPipeline open = new CallPipeline(
                EmotionModel.embedded(), ConfigLoader.defaults().policySettings(), event -> {});
        open.admitAgentWords();
        for (CallPipeline each : List.of(pipeline, open)) {
            new WordsFromTranscript(WORDS, each::hearAgentWords).bringRest();
            each.end();
        }
        assertThat(pipeline.journal().inputs()).isEmpty();
        assertThat(report(pipeline).agent()).isEmpty();
        assertThat(open.journal().inputs()).extracting(Input::kind).containsExactly("agent-words", "agent-words");
        assertThat(report(open).agent())
                .hasValueSatisfying(agent -> assertThat(agent.words()).isEqualTo(2));
        assertThat(report(open).words()).isEmpty();
        assertThat(report(open).understood()).isEmpty();
        assertThat(report(open).fingerprint())
                .as("what an agent says moves nothing")
                .isEqualTo(report(pipeline).fingerprint());
    }

    private static io.callfuse.engine.archive.CallReport report(CallPipeline pipeline) {
        return pipeline.analysed("a", new io.callfuse.engine.archive.EngineIdentity("e", "m", "c"))
                .report();
    }

    private List<Input> words() {
        return pipeline.journal().inputs().stream()
                .filter(input -> input.kind().equals("words"))
                .toList();
    }
}
