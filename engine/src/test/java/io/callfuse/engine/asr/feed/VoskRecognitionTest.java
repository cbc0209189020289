package io.callfuse.engine.asr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.asr.DigitSpeech;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.asr.UnsettledWords;
import io.callfuse.engine.asr.model.SpeechModel;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real library in its process, with the digit model. */
@Timeout(600)
class VoskRecognitionTest {
    private static final int LAG_FRAMES = 20;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(120);

    @Test
    void shouldHearTheDigitsThatWereSaidAtTheTimesAtWhichTheyWere() throws Exception {
        DigitSpeech speech = DigitSpeech.of(20, 1);
        try (Recognition recognition = start(1)) {
            List<TimedWord> heard = recognise(recognition, List.of(speech)).get(0);
            assertThat(heard).extracting(TimedWord::word).containsExactlyElementsOf(spoken(speech));
            for (int i = 0; i < heard.size(); i++) {
                TimedWord said = speech.words().get(i);
                assertThat(heard.get(i).atMs()).isBetween(said.atMs() - 150, said.atMs() + 150);
                assertThat(heard.get(i).endMs()).isBetween(said.endMs() - 200, said.endMs() + 200);
            }
        }
    }

    @Test
    void shouldHearTheSameOnFiftyLegsAsOnOne() throws Exception {
        List<DigitSpeech> talks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            talks.add(DigitSpeech.of(6, i));
        }
        try (Recognition recognition = start(50)) {
            List<List<TimedWord>> together = recognise(recognition, talks);
            for (int i = 0; i < talks.size(); i += 7) {
                assertThat(recognise(recognition, List.of(talks.get(i))).get(0)).isEqualTo(together.get(i));
            }
        }
    }

    private static Recognition start(int recognisers) throws Exception {
        RecognitionSettings settings = RecognitionSettings.of(SpeechModel.open(DigitSpeech.model()))
                .with(RecognitionLimits.patient())
                .withRecognisers(recognisers);
        Recognition recognition = Recognition.start(settings);
        assertThat(recognition.awaitUp(Duration.ofSeconds(120))).isTrue();
        return recognition;
    }

    private static List<String> spoken(DigitSpeech speech) {
        return speech.words().stream().map(TimedWord::word).toList();
    }

    /** Lets all of them be heard at the same time, a second of each after the other. */
    private static List<List<TimedWord>> recognise(Recognition recognition, List<DigitSpeech> talks) {
        List<LegRecognition> legs = new ArrayList<>();
        List<List<TimedWord>> heard = new ArrayList<>();
        List<UnsettledWords> unsettled = new ArrayList<>();
        for (int i = 0; i < talks.size(); i++) {
            legs.add(recognition.open(LAG_FRAMES));
            heard.add(new ArrayList<>());
            unsettled.add(new UnsettledWords());
        }
        int longest = talks.stream().mapToInt(DigitSpeech::frames).max().orElse(0);
        MediaFrame frame = new MediaFrame();
        for (int second = 0; second * 50 < longest; second++) {
            for (int i = 0; i < talks.size(); i++) {
                for (int index = second * 50; index < Math.min(talks.get(i).frames(), second * 50 + 50); index++) {
                    frame.setAudio(index, talks.get(i).samples(), index * MediaTime.FRAME_SAMPLES, 0);
                    legs.get(i).hear(frame, talks.get(i).isSpeech(index - LAG_FRAMES));
                }
            }
            for (int i = 0; i < talks.size(); i++) {
                assertThat(legs.get(i).await(PATIENCE_NS)).isTrue();
                Revision revision;
                while ((revision = legs.get(i).poll()) != null) {
                    heard.get(i).addAll(unsettled.get(i).apply(revision));
                }
            }
        }
        legs.forEach(LegRecognition::close);
        return heard;
    }
}
