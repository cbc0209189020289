package io.callfuse.models.training;

import io.callfuse.models.NetworkLayers;
import java.util.List;

/**
 * Learns a network from clips. Single-threaded; the same clips, settings and seed give the same bits on every machine. For one
 * thread at a time.
 */
public final class NetworkFit {
    private static final double LONGEST_GRADIENT = 5;

    private final NetworkFitSettings settings;
    private final ClassTargets targets;

    /** Fits networks of this kind. */
    public NetworkFit(NetworkFitSettings settings, ClassTargets targets) {
        this.settings = settings;
        this.targets = targets;
    }

    /**
     * Fits a network.
     *
     * @param clips all with as many inputs; they are drawn so that every corpus, and within it every class by its prior, comes
     *     equally often
     */
    public NetworkLayers fit(List<TrainingClip> clips) {
        check(clips);
        int features = clips.get(0).inputs().length;
        TrainingRandom random = new TrainingRandom(settings.seed());
        NetworkParameters parameters = zeros(features);
        parameters.randomize(random);
        NetworkParameters gradient = zeros(features);
        AdamW descent = new AdamW(parameters, zeros(features), zeros(features));
        OneCycle cycle = new OneCycle(settings.learningRate(), settings.steps());
        ClipSampler sampler = new ClipSampler(clips, targets);
        NetworkGradient slope = new NetworkGradient(clips, targets, settings);
        ClipBatch batch = ClipSampler.emptyBatch();
        for (int step = 0; step < settings.steps(); step++) {
            sampler.draw(step, random, batch);
            slope.evaluate(parameters, batch, random, gradient);
            slope.followColdMean(batch.rows);
            gradient.shortenTo(LONGEST_GRADIENT);
            descent.step(gradient, cycle.rate(step), cycle.momentum(step));
        }
        return parameters.layers(slope.coldMean());
    }

    private NetworkParameters zeros(int features) {
        return new NetworkParameters(features, settings.hiddenUnits(), targets.outputs());
    }

    private void check(List<TrainingClip> clips) {
        if (clips.isEmpty() || clips.get(0).inputs().length == 0) {
            throw new IllegalArgumentException("there is nothing to learn from");
        }
        int features = clips.get(0).inputs().length;
        for (TrainingClip clip : clips) {
            if (clip.inputs().length != features) {
                throw new IllegalArgumentException(
                        "a clip has " + clip.inputs().length + " inputs, the first has " + features);
            }
            if (clip.label() >= targets.classes()) {
                throw new IllegalArgumentException("label " + clip.label() + " of " + targets.classes() + " classes");
            }
        }
    }
}
