package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.MediaTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallComposerTest {
    private final List<Clip> clips = Actors.of("one", 1, 3);
    private final int calm = Corpora.CLASSES.indexOf("neutral");
    private final int angry = Corpora.CLASSES.indexOf("angry");

    @Test
    void shouldMakeACallThatTurnsAngryAtItsOnset() {
        Script script = Script.toJudge("escalating", List.of("neutral"), 20_000, List.of("angry"), 60_000);
        ComposedCall call = new CallComposer(3).compose(clips, script);
        int onset = call.onsetMs() / MediaTime.FRAME_MS;
        assertThat(call.onsetMs()).isBetween(20_000, 30_000);
        assertThat(call.samples()).hasSize(call.classOfFrame().length * MediaTime.FRAME_SAMPLES);
        assertThat(call.samples().length / 8000).isBetween(60, 75);
        for (int f = 0; f < call.classOfFrame().length; f++) {
            assertThat((int) call.classOfFrame()[f]).isIn((int) ComposedCall.NOBODY, f < onset ? calm : angry);
        }
    }

    @Test
    void shouldLeaveTwoFifthsOfACallToTheOtherParty() {
        int silent = 0;
        int all = 0;
        for (int seed = 0; seed < 20; seed++) {
            Script script = Script.toJudge("calm", List.of("neutral"), 0, List.of(), 65_000);
            for (byte one : new CallComposer(seed).compose(clips, script).classOfFrame()) {
                silent += one == ComposedCall.NOBODY ? 1 : 0;
                all++;
            }
        }
        assertThat((double) silent / all).isBetween(0.4, 0.65);
    }

    @Test
    void shouldMakeTheSameCallFromTheSameSeed() {
        Script script = Script.toFit("neutral", 5000, "angry", 5000);
        assertThat(new CallComposer(8).compose(clips, script).samples())
                .isEqualTo(new CallComposer(8).compose(clips, script).samples())
                .isNotEqualTo(new CallComposer(9).compose(clips, script).samples());
    }

    @Test
    void shouldMakeNoCallOfAMoodTheSpeakerNeverActed() {
        assertThat(new CallComposer(1).compose(clips, Script.toFit("sad", 5000, "sad", 0)))
                .isNull();
    }

    @Test
    void shouldLabelOnlyReadingsThatAreClearlyOfOneMood() {
        ComposedCall call = new CallComposer(5).compose(clips, Script.toFit("neutral", 12_000, "angry", 12_000));
        List<Example> examples = Example.of(clips.get(0), call, FeatureTrack.of(call.samples()));
        int seconds = call.samples().length / 8000;
        assertThat(examples).hasSizeBetween(seconds / 2, seconds - 2);
        assertThat(examples).extracting(Example::label).contains(calm, angry).containsOnly(calm, angry);
        assertThat(examples.get(0).label()).isEqualTo(calm);
        assertThat(examples.get(examples.size() - 1).label()).isEqualTo(angry);
    }

    @Test
    void shouldMeasureTheLevelOfTheSpeechWithoutItsPauses() {
        short[] voice = io.callfuse.engine.feature.Voices.sine(500, 0.5, 1);
        short[] padded = java.util.Arrays.copyOf(voice, 5 * voice.length);
        assertThat(SpeechLevel.dbfs(padded)).isEqualTo(SpeechLevel.dbfs(voice));
        assertThat(SpeechLevel.dbfs(new short[1600])).isEqualTo(-100);
    }
}
