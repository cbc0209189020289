package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.LogitCalibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConfidenceTest {
    private static final int SECONDS = 60;
    private static final int NEUTRAL = Corpora.CLASSES.indexOf("neutral");
    private static final int ANGRY = Corpora.CLASSES.indexOf("angry");
    private static final int HAPPY = Corpora.CLASSES.indexOf("happy");
    private static final int SAD = Corpora.CLASSES.indexOf("sad");

    @Test
    void shouldTakeEmotionsToBeAsOftenAsTheirPriorsWhereNothingTellsThemApart() {
        List<ScoredCall> calls = List.of(call(NEUTRAL, 0), call(ANGRY, 0), call(HAPPY, 0), call(SAD, 0), call(SAD, 0));
        Confidence.Named named = Confidence.name(new float[8], Confidence.fit(calls));
        assertThat(named.emotion()).isEqualTo(Emotion.NEUTRAL);
        assertThat(named.confidence()).isCloseTo(0.45, within(0.02));
    }

    @Test
    void shouldNotNameAnEmotionMoreOftenBecauseMoreCallsWereComposedOfIt() {
        List<ScoredCall> few = List.of(call(NEUTRAL, 1), call(ANGRY, 1), call(HAPPY, 1), call(SAD, 1));
        List<ScoredCall> many = new ArrayList<>(few);
        many.addAll(Collections.nCopies(9, few.get(1)));
        float[] outputs = new float[8];
        outputs[ANGRY] = 1;
        assertThat(Confidence.name(outputs, Confidence.fit(many)).confidence())
                .isCloseTo(Confidence.name(outputs, Confidence.fit(few)).confidence(), within(1e-3));
    }

    @Test
    void shouldBeAsSureAsItIsRight() {
        Random random = new Random(5);
        List<ScoredCall> calls = new ArrayList<>();
        for (int label : List.of(NEUTRAL, ANGRY, HAPPY, SAD)) {
            for (int i = 0; i < 50; i++) {
                // Outputs that are three times as sure as they should be.
                calls.add(noisy(label, 3, random));
            }
        }
        LogitCalibration fitted = Confidence.fit(calls);
        assertThat((double) fitted.scale()).isCloseTo(1 / 3.0, within(0.06));
    }

    private static ScoredCall call(int label, float clearness) {
        float[][] outputs = new float[SECONDS][8];
        for (float[] second : outputs) {
            second[label] = clearness;
        }
        return scored(label, outputs);
    }

    /** Normal noise of deviation 1 around the label's own output at 1 gives posteriors of that scale; larger by a factor. */
    private static ScoredCall noisy(int label, double factor, Random random) {
        float[][] outputs = new float[SECONDS][8];
        for (float[] second : outputs) {
            for (int o = 0; o < second.length; o++) {
                second[o] = (float) (factor * (random.nextGaussian() + (o == label ? 1 : 0)));
            }
        }
        return scored(label, outputs);
    }

    private static ScoredCall scored(int label, float[][] outputs) {
        long[] speechMs = new long[SECONDS];
        Arrays.fill(speechMs, 5000);
        JudgedCall call =
                new JudgedCall("calm", "corpus", "corpus-one", 0, List.of(), Collections.nCopies(SECONDS, label));
        return ScoredCall.of(call, new double[SECONDS], speechMs, outputs);
    }
}
