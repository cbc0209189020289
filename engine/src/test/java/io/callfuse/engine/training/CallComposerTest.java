package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.MediaTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallComposerTest {
    private static final short[] BABBLE = io.callfuse.engine.feature.Voices.voice(180, 5, 0.3, 1, 3);

    private final List<Clip> clips = Actors.of("one", 1, 3);
    private final int calm = Corpora.CLASSES.indexOf("neutral");
    private final int angry = Corpora.CLASSES.indexOf("angry");

    @Test
    void shouldMakeACallThatTurnsAngryAtItsOnset() {
        Script script = Script.toJudge("escalating", List.of("neutral"), 20_000, List.of("angry"), 60_000);
        ComposedCall call = CallComposer.ofSpeakers(3).compose(clips, script, BABBLE);
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
            for (byte one :
                    CallComposer.ofSpeakers(seed).compose(clips, script, BABBLE).classOfFrame()) {
                silent += one == ComposedCall.NOBODY ? 1 : 0;
                all++;
            }
        }
        assertThat((double) silent / all).isBetween(0.4, 0.65);
    }

    @Test
    void shouldMakeTheSameCallFromTheSameSeed() {
        Script script = twoMoods("neutral", "angry");
        assertThat(CallComposer.ofMadeUpSpeakers(8)
                        .compose(clips, script, BABBLE)
                        .samples())
                .isEqualTo(CallComposer.ofMadeUpSpeakers(8)
                        .compose(clips, script, BABBLE)
                        .samples())
                .isNotEqualTo(CallComposer.ofMadeUpSpeakers(9)
                        .compose(clips, script, BABBLE)
                        .samples());
    }

    @Test
    void shouldMakeNoCallOfAMoodTheSpeakerNeverActed() {
        assertThat(CallComposer.ofSpeakers(1).compose(clips, twoMoods("sad", "sad"), BABBLE))
                .isNull();
    }

    @Test
    void shouldLabelAReadingByTheMoodOfTheNewestSpeech() {
        ComposedCall call = CallComposer.ofSpeakers(5).compose(clips, twoMoods("neutral", "angry"), BABBLE);
        List<Example> examples = Example.of(clips.get(0), 7, call, FeatureTrack.of(call.samples()));
        int seconds = call.samples().length / 8000;
        assertThat(examples).hasSizeBetween(seconds / 3, seconds - 2);
        assertThat(examples).extracting(Example::label).contains(calm, angry).containsOnly(calm, angry);
        assertThat(examples.get(0).label()).isEqualTo(calm);
        assertThat(examples.get(examples.size() - 1).label()).isEqualTo(angry);
        assertThat(examples).extracting(Example::line).containsOnly(7);
    }

    @Test
    void shouldScriptCallsOfMoodsThatTheSpeakerHas() {
        Random random = new Random(4);
        int angryParts = 0;
        int parts = 0;
        for (int i = 0; i < 2000; i++) {
            Script script = Script.toFit(random, Set.of("neutral", "angry", "sad"));
            int before = 0;
            for (Script.Segment segment : script.segments()) {
                assertThat(segment.classes()).isSubsetOf("neutral", "angry", "sad");
                assertThat(segment.untilMs()).isGreaterThan(before).isLessThan(70_000);
                before = segment.untilMs();
                angryParts += segment.classes().contains("angry") ? 1 : 0;
                parts++;
            }
        }
        assertThat((double) angryParts / parts).isBetween(0.25, 0.45);
    }

    @Test
    void shouldMakeOtherSpeakersOfMostSpeakers() {
        Script script = twoMoods("neutral", "neutral");
        long same = IntStream.range(0, 40)
                .filter(seed -> {
                    ComposedCall call =
                            CallComposer.ofMadeUpSpeakers(Seeds.mixed(seed)).compose(clips, script, BABBLE);
                    int frames = 0;
                    while (call.classOfFrame()[frames] == calm) {
                        frames++;
                    }
                    return frames == clips.get(0).samples().length / MediaTime.FRAME_SAMPLES;
                })
                .count();
        assertThat(same).isBetween(6L, 22L);
    }

    private static Script twoMoods(String first, String then) {
        return new Script(
                "test",
                List.of(new Script.Segment(List.of(first), 12_000), new Script.Segment(List.of(then), 24_000)),
                300,
                1200);
    }

    @Test
    void shouldMeasureTheLevelOfTheSpeechWithoutItsPauses() {
        short[] voice = io.callfuse.engine.feature.Voices.sine(500, 0.5, 1);
        short[] padded = java.util.Arrays.copyOf(voice, 5 * voice.length);
        assertThat(SpeechLevel.dbfs(padded)).isEqualTo(SpeechLevel.dbfs(voice));
        assertThat(SpeechLevel.dbfs(new short[1600])).isEqualTo(-100);
    }
}
