package io.callfuse.models.training;

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019). For one thread. */
final class AdamW {
    private static final double WEIGHT_DECAY = 1e-2;
    private static final double SQUARE_MOMENTUM = 0.999;
    private static final float EPSILON = 1e-8f;

    private final NetworkParameters parameters;
    private final NetworkParameters mean;
    private final NetworkParameters meanSquare;
    private int steps;

    /** @param mean and {@code meanSquare}: of the same shape, all 0 */
    AdamW(NetworkParameters parameters, NetworkParameters mean, NetworkParameters meanSquare) {
        this.parameters = parameters;
        this.mean = mean;
        this.meanSquare = meanSquare;
    }

    /** Moves the parameters against a gradient. */
    void step(NetworkParameters gradient, double rate, double momentum) {
        steps++;
        float size = (float) (rate / (1 - StrictMath.pow(momentum, steps)));
        float perRoot = (float) (1 / Math.sqrt(1 - StrictMath.pow(SQUARE_MOMENTUM, steps)));
        float kept = (float) (1 - rate * WEIGHT_DECAY);
        float fresh = (float) (1 - momentum);
        for (int r = 0; r < gradient.all().size(); r++) {
            float[] row = parameters.all().get(r);
            update(mean.all().get(r), meanSquare.all().get(r), gradient.all().get(r), fresh);
            float[] first = mean.all().get(r);
            float[] second = meanSquare.all().get(r);
            for (int i = 0; i < row.length; i++) {
                row[i] = kept * row[i] - size * first[i] / ((float) Math.sqrt(second[i]) * perRoot + EPSILON);
            }
        }
    }

    private static void update(float[] first, float[] second, float[] gradient, float fresh) {
        float freshSquare = (float) (1 - SQUARE_MOMENTUM);
        for (int i = 0; i < first.length; i++) {
            first[i] += fresh * (gradient[i] - first[i]);
            second[i] += freshSquare * (gradient[i] * gradient[i] - second[i]);
        }
    }
}
