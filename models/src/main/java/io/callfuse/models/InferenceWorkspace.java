package io.callfuse.models;

/**
 * What an inference needs while it judges and keeps nothing in between: one for each thread, for the network that it applied last, so
 * that hundreds of callers do not each have their own. For one thread.
 */
final class InferenceWorkspace {
    private static final ThreadLocal<InferenceWorkspace> OF_THREAD = new ThreadLocal<>();

    private final EmotionModel network;
    private final ForwardPass pass;
    private final HiddenSums sums;
    private final float[] mean;
    private final float[] scale;
    private EmotionInference summed;

    private InferenceWorkspace(EmotionModel network) {
        this.network = network;
        this.pass = new ForwardPass(network);
        this.sums = new HiddenSums(network);
        int features = network.inputs().size();
        this.mean = new float[features];
        this.scale = new float[features];
        for (int f = 0; f < features; f++) {
            mean[f] = network.inputs().get(f).mean();
            scale[f] = network.inputs().get(f).scale();
        }
    }

    /** This thread's; allocates where the thread had none, or one for another network. */
    static InferenceWorkspace ofThread(EmotionModel network) {
        InferenceWorkspace known = OF_THREAD.get();
        if (known == null || known.network != network) {
            known = new InferenceWorkspace(network);
            OF_THREAD.set(known);
        }
        return known;
    }

    ForwardPass pass() {
        return pass;
    }

    HiddenSums sums() {
        return sums;
    }

    /** Notes whose last reading the sums are of. */
    void sumsAreOf(EmotionInference inference) {
        summed = inference;
    }

    /** Whether nothing was summed since for anybody else. */
    boolean areSumsOf(EmotionInference inference) {
        return summed == inference;
    }

    /** A value as the network is shown it. */
    float standardized(int feature, double value) {
        return EmotionModel.standardized(value, mean[feature], scale[feature]);
    }
}
