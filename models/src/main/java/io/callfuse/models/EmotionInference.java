package io.callfuse.models;

import java.util.Arrays;

/**
 * Applies a network to the readings of one caller, and keeps what it needs of the earlier ones. Without history the warm
 * outputs are the cold ones. Allocates when made, never after, but for what a thread needs to judge, when it first does; the same readings give the same bits on every machine. For one
 * thread.
 */
public final class EmotionInference {
    private final EmotionModel network;
    private final CallerHistory history;
    private final int features;
    private final float[] input;
    private final float[] cold;
    private final float[] centred;
    private final float[] warm;
    private final float[] averaged;
    private final float[] shift;
    private final double[] coldProbability;
    private final double[] probability;
    private boolean judged;
    private boolean warmed;

    /**
     * @param network to apply
     * @param lagReadings so many of the latest remembered readings do not count yet: those that share speech with the present
     *     one
     */
    public EmotionInference(EmotionModel network, int lagReadings) {
        this.network = network;
        this.features = network.inputs().size();
        int outputs = network.layers().outputs();
        this.history = new CallerHistory(features, outputs, lagReadings);
        this.input = new float[network.layers().sharedHidden().length];
        this.cold = new float[outputs];
        this.centred = new float[outputs];
        this.warm = new float[outputs];
        this.averaged = new float[outputs];
        this.shift = new float[outputs];
        this.coldProbability = new double[network.classes().size()];
        this.probability = new double[network.classes().size()];
    }

    /**
     * Judges a reading alone; the results stand until the next call.
     *
     * @param values raw features in the order of the network's inputs; {@code NaN} has no value
     */
    public void infer(double[] values) {
        infer(values, 1);
    }

    /**
     * Judges a reading together with those before it: outputs are averaged before anything is said of them.
     *
     * @param values raw features in the order of the network's inputs; {@code NaN} has no value
     * @param weight of this reading in the average, 0..1; 1 forgets all before it
     */
    public void infer(double[] values, double weight) {
        if (values.length != features) {
            throw new IllegalArgumentException(values.length + " values for " + features + " inputs");
        }
        InferenceWorkspace with = InferenceWorkspace.ofThread(network);
        for (int f = 0; f < features; f++) {
            input[f] = with.standardized(f, values[f]);
        }
        ForwardPass pass = with.pass();
        with.sumsAreOf(this);
        pass.outputs(with.sums().sumFeatures(input), cold);
        float middle = 0;
        for (float one : cold) {
            middle += one;
        }
        middle /= cold.length;
        for (int o = 0; o < cold.length; o++) {
            centred[o] = cold[o] - middle;
        }
        Arrays.fill(input, features, input.length, 0);
        Arrays.fill(shift, 0);
        warmed = history.readings() > 0;
        if (warmed) {
            warm(with);
        } else {
            System.arraycopy(cold, 0, warm, 0, cold.length);
        }
        for (int o = 0; o < averaged.length; o++) {
            averaged[o] = weight < 1 ? averaged[o] + (float) weight * (warm[o] - averaged[o]) : warm[o];
        }
        network.calibration().apply(cold, coldProbability);
        network.calibration().apply(averaged, probability);
        judged = true;
    }

    /**
     * Counts the reading judged last among the caller's earlier ones.
     *
     * @param weight over 0; 1 is a reading as long as the clips of the training that shares no speech with others
     */
    public void remember(double weight) {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a weight of " + weight);
        }
        if (!judged) {
            throw new IllegalStateException("no reading was judged yet");
        }
        history.add(input, centred, weight);
    }

    /** Forgets all readings: another caller speaks. */
    public void forget() {
        history.clear();
        Arrays.fill(averaged, 0);
    }

    /** How many readings count as the caller's earlier ones, by weight. */
    public double earlierReadings() {
        return history.readings();
    }

    /** An output of the pass with history for this reading alone, in the order of the classes; the last is that of anger against the rest. */
    public double logit(int output) {
        return warm[output];
    }

    /** An output of the pass without history. */
    public double coldLogit(int output) {
        return cold[output];
    }

    /** The same averaged. */
    public double averagedLogit(int output) {
        return averaged[output];
    }

    /** Calibrated probability of a class by the averaged outputs. */
    public double probability(int classIndex) {
        return probability[classIndex];
    }

    /** Calibrated probability of a class by the pass without history. */
    public double coldProbability(int classIndex) {
        return coldProbability[classIndex];
    }

    /** Log-odds of being upset by the averaged outputs; larger is more upset, the scale is the score map's. */
    public double upsetLogOdds() {
        return pass().upsetLogOdds(averaged);
    }

    /** Log-odds of being upset by this reading alone: what its contributions explain. */
    public double readingLogOdds() {
        return pass().upsetLogOdds(warm);
    }

    /** The same of the pass without history. */
    public double coldUpsetLogOdds() {
        return pass().upsetLogOdds(cold);
    }

    private ForwardPass pass() {
        return InferenceWorkspace.ofThread(network).pass();
    }

    EmotionModel network() {
        return network;
    }

    /**
     * The sums of the last reading's inputs of the hidden units in its warm pass, without their bias. They stand until this thread
     * judges another reading of anybody.
     */
    HiddenSums sums() {
        InferenceWorkspace with = InferenceWorkspace.ofThread(network);
        if (!with.areSumsOf(this)) {
            with.sumsAreOf(this);
            with.sums().sumFeatures(input);
            if (warmed) {
                with.sums().sumHistory(input, network.history().keepsRaw());
            }
        }
        return with.sums();
    }

    /**
     * Writes the activity of the hidden units in the last warm pass: what the output layer saw.
     *
     * @param into one for each hidden unit
     */
    public void writeActivity(float[] into) {
        System.arraycopy(sums().sums(), 0, into, 0, into.length);
        pass().activate(into);
    }

    /** What the warm pass added to the outputs because of the earlier ones. */
    float[] shift() {
        return shift;
    }

    private void warm(InferenceWorkspace with) {
        ForwardPass pass = with.pass();
        float trust = HistoryInput.trust((float) history.readings());
        float[] earlier = history.mean();
        float[] earlierSquare = history.meanSquare();
        HistoryInput kind = network.history();
        for (int f = 0; f < features; f++) {
            input[features + f] = kind.deviation(trust, input[f], earlier[f], earlierSquare[f]);
        }
        int outputs = cold.length;
        int at = 2 * features;
        for (int o = 0; o < outputs; o++) {
            double outputMean = history.outputMean(o);
            float distance = trust * ((float) outputMean - pass.coldMean(o));
            float spread = trust * HistoryInput.outputDeviation(outputMean, history.outputMeanSquare(o));
            input[at + o] = HistoryInput.OUTPUT_SCALE * distance;
            input[at + outputs + o] = HistoryInput.OUTPUT_SCALE * spread;
            pass.addShift(o, distance, shift);
        }
        input[at + 2 * outputs] = HistoryInput.OUTPUT_SCALE * trust;
        pass.outputs(with.sums().sumHistory(input, kind.keepsRaw()), warm);
        for (int o = 0; o < outputs; o++) {
            warm[o] += shift[o];
        }
    }
}
