package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.training.CrossValidation.JudgedUtterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LinearValidationTest {
    private static final int ANGRY = Corpora.CLASSES.indexOf("angry");

    @Test
    void shouldJudgeEveryUtteranceOnceByOneWhoNeverHeardItsSpeaker() {
        List<Example> examples = examples(6, 1, 0);
        LinearValidation validation = LinearValidation.of(examples, SpeakerFolds.bySpeakers(speakers(examples)));
        List<JudgedUtterance> judged = validation.judged().utterances();
        assertThat(judged).extracting(JudgedUtterance::example).containsExactlyInAnyOrderElementsOf(examples);
        assertThat(validation.penalties()).hasSize(3).isSubsetOf(LinearValidation.PENALTIES);
        UtteranceFigures figures = new UtteranceFigures(validation.judged());
        assertThat(figures.area(judged)).isGreaterThan(0.95);
        assertThat(figures.angerRecall(judged)).isGreaterThan(0.9);
    }

    @Test
    void shouldLearnNothingFromASpeakerWhoIsLeftOut() {
        // The label is written into a feature that is a different one for each speaker.
        List<Example> examples = examples(6, 0, 6);
        LinearValidation validation = LinearValidation.of(examples, SpeakerFolds.bySpeakers(speakers(examples)));
        double area = new UtteranceFigures(validation.judged())
                .area(validation.judged().utterances());
        assertThat(area).isCloseTo(0.5, within(0.12));
    }

    @Test
    void shouldHoldManyEmptyFeaturesDownHarderThanFewFullOnes() {
        List<Example> few = examples(6, 1, 0);
        List<Example> many = examples(6, 0.25, 300);
        double weak = strongest(LinearValidation.of(few, SpeakerFolds.bySpeakers(speakers(few))));
        double strong = strongest(LinearValidation.of(many, SpeakerFolds.bySpeakers(speakers(many))));
        assertThat(strong).isGreaterThan(weak);
    }

    @Test
    void shouldTakeMissingValuesForTheMean() {
        List<Example> examples = new ArrayList<>();
        for (Example e : examples(4, 1, 0)) {
            float[] values = {e.values()[0], examples.size() % 3 == 0 ? Float.NaN : 1, Float.NaN};
            examples.add(new Example(e.corpus(), e.speaker(), e.sex(), e.label(), e.line(), values));
        }
        LinearValidation validation = LinearValidation.of(examples, SpeakerFolds.bySpeakers(speakers(examples)));
        assertThat(validation.judged().utterances())
                .allSatisfy(u -> assertThat(u.amongOthers()).doesNotContain(Float.NaN));
        assertThat(new UtteranceFigures(validation.judged())
                        .area(validation.judged().utterances()))
                .isGreaterThan(0.95);
    }

    @Test
    void shouldRefuseASingleFold() {
        assertThatThrownBy(() -> LinearValidation.of(examples(2, 1, 0), List.of(Set.of("one-0", "two-1"))))
                .hasMessage("1 folds, not 2 at least");
    }

    @Test
    void shouldCountEachCorpusTheSameHoweverManyUtterancesItHas() {
        List<JudgedUtterance> in = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            in.add(new JudgedUtterance(new Example("", i == 0 ? "one-0" : "two-0", "", 0, 0, null), null, null));
        }
        assertThat(LinearValidation.meanOfCorpora(in, List::size)).isEqualTo(2);
        assertThat(LinearValidation.meanOfCorpora(in, some -> some.size() == 1 ? Double.NaN : 7))
                .isEqualTo(7);
    }

    private static double strongest(LinearValidation validation) {
        return validation.penalties().stream().mapToDouble(p -> p).max().orElseThrow();
    }

    private static List<String> speakers(List<Example> examples) {
        return examples.stream().map(Example::speaker).toList();
    }

    /** Utterances of two corpora; the first feature tells anger by so much, and others tell it for one speaker each, or nobody. */
    private static List<Example> examples(int speakers, double tells, int others) {
        Random random = new Random(11);
        List<Example> examples = new ArrayList<>();
        for (int speaker = 0; speaker < speakers; speaker++) {
            String corpus = speaker % 2 == 0 ? "one" : "two";
            for (int i = 0; i < 60; i++) {
                int label = i % 3;
                float[] values = new float[1 + others];
                for (int f = 0; f < values.length; f++) {
                    values[f] = (float) random.nextGaussian();
                }
                values[0] = (float) (tells * (label == ANGRY ? 5 : 0) + values[0]);
                if (others == speakers) {
                    values[1 + speaker] = label == ANGRY ? 20 : 0;
                }
                examples.add(new Example(corpus, corpus + "-" + speaker, "", label, 0, values));
            }
        }
        return examples;
    }
}
