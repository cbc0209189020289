package io.callfuse.perf.ear;

import io.callfuse.engine.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How far readings of an impaired line lie from those of the same calls on a good one. For one thread. */
final class Shift {
    /** Before this much speech a reading is of too little to compare, ms. */
    private static final long MIN_SPEECH_MS = 3000;

    private final List<double[]> good = new ArrayList<>();
    private final List<double[]> impaired = new ArrayList<>();
    private final List<Double> scoreChange = new ArrayList<>();
    private long goodSpeechMs;
    private long impairedSpeechMs;

    /** One feature's: its name, correlation, and median absolute change in its own standard deviations. */
    record OfFeature(String name, double r, double change) {}

    /** Takes the two readings of one call. */
    void add(EngineReadings onGoodLine, EngineReadings onImpairedLine) {
        int seconds =
                Math.min(onGoodLine.features().size(), onImpairedLine.features().size());
        for (int s = 0; s < seconds; s++) {
            FeatureVector of = onGoodLine.features().get(s);
            FeatureVector on = onImpairedLine.features().get(s);
            if (of.speechMs() >= MIN_SPEECH_MS && on.speechMs() >= MIN_SPEECH_MS) {
                good.add(values(of));
                impaired.add(values(on));
                scoreChange.add(Math.abs(
                        onGoodLine.scores().get(s) - onImpairedLine.scores().get(s)));
            }
        }
        goodSpeechMs += onGoodLine.features().get(seconds - 1).speechMs();
        impairedSpeechMs += onImpairedLine.features().get(seconds - 1).speechMs();
    }

    /** How many pairs of readings were compared. */
    int readings() {
        return good.size();
    }

    /** Frames taken for speech, relative to the good line. */
    double speechShare() {
        return (double) impairedSpeechMs / goodSpeechMs;
    }

    /** Absolute change of the score by reading, points. */
    double[] scoreChange() {
        return scoreChange.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Every feature's, the one that correlates worst first; one without a correlation is left out. */
    List<OfFeature> features() {
        List<String> names = FeatureVector.names();
        return IntStream.range(0, names.size())
                .mapToObj(f -> ofFeature(names.get(f), f))
                .filter(one -> !Double.isNaN(one.r()))
                .sorted(Comparator.comparingDouble(OfFeature::r))
                .toList();
    }

    private OfFeature ofFeature(String name, int feature) {
        double[] of = good.stream().mapToDouble(v -> v[feature]).toArray();
        double[] on = impaired.stream().mapToDouble(v -> v[feature]).toArray();
        double mean = Measures.mean(of);
        double[] squares = new double[of.length];
        double[] changes = new double[of.length];
        for (int i = 0; i < of.length; i++) {
            squares[i] = (of[i] - mean) * (of[i] - mean);
            changes[i] = Math.abs(on[i] - of[i]);
        }
        return new OfFeature(
                name, Measures.pearson(of, on), Measures.median(changes) / Math.sqrt(Measures.mean(squares)));
    }

    private static double[] values(FeatureVector reading) {
        return IntStream.range(0, FeatureVector.names().size())
                .mapToDouble(reading::value)
                .toArray();
    }
}
