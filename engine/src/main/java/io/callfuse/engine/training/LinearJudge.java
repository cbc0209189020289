package io.callfuse.engine.training;

import io.callfuse.engine.training.CrossValidation.JudgedUtterance;
import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.training.ClassTargets;
import io.callfuse.models.training.FeatureScaling;
import io.callfuse.models.training.MultinomialRegression;
import io.callfuse.models.training.MultinomialRegression.Fit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The one classifier that all feature sets are compared by: multinomial logistic regression on features standardized by the
 * examples that are fitted on, where every corpus counts the same for each class.
 */
final class LinearJudge {
    private static final ClassTargets TARGETS =
            new ClassTargets(Collections.nCopies(Corpora.CLASSES.size(), 1.0), Corpora.CLASSES.indexOf("angry"));

    private final List<Example> examples;
    private final List<Input> inputs = new ArrayList<>();
    private final List<float[]> rows;

    /** Standardizes the examples to fit on. */
    LinearJudge(List<Example> examples) {
        this.examples = examples;
        List<String> corpora = examples.stream().map(Example::corpus).distinct().toList();
        FeatureScaling scaling = new FeatureScaling(
                examples.stream()
                        .map(e ->
                                new FeatureScaling.Reading(doubles(e.values()), e.label(), corpora.indexOf(e.corpus())))
                        .toList(),
                TARGETS);
        for (int f = 0; f < examples.get(0).values().length; f++) {
            inputs.add(new Input("feature " + f, "all", scaling.mean(f), scaling.scale(f)));
        }
        this.rows = examples.stream().map(this::standardized).toList();
    }

    /** Fits under a penalty, and judges others. */
    List<JudgedUtterance> judged(List<Example> others, double penalty) {
        Fit fit = new MultinomialRegression(Corpora.CLASSES.size(), penalty)
                .fit(rows, examples.stream().mapToInt(Example::label).toArray(), weights());
        return others.stream()
                .map(example -> {
                    float[] outputs = outputs(fit, standardized(example));
                    return new JudgedUtterance(example, outputs, outputs);
                })
                .toList();
    }

    /** Logits of the classes; a last output for anger alone, which this classifier has not got, stays 0. */
    private static float[] outputs(Fit fit, float[] row) {
        float[] outputs = new float[Corpora.CLASSES.size() + 1];
        for (int c = 0; c < Corpora.CLASSES.size(); c++) {
            double sum = fit.bias()[c];
            for (int f = 0; f < row.length; f++) {
                sum += fit.weights()[c][f] * row[f];
            }
            outputs[c] = (float) sum;
        }
        return outputs;
    }

    private float[] standardized(Example example) {
        float[] row = new float[inputs.size()];
        for (int f = 0; f < row.length; f++) {
            row[f] = inputs.get(f).standardized(example.values()[f]);
        }
        return row;
    }

    private double[] weights() {
        Map<String, Integer> sizes = new HashMap<>();
        examples.forEach(e -> sizes.merge(cell(e), 1, Integer::sum));
        return examples.stream().mapToDouble(e -> 1.0 / sizes.get(cell(e))).toArray();
    }

    private static String cell(Example example) {
        return example.corpus() + "/" + example.label();
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(f -> values[f]).toArray();
    }
}
