package io.callfuse.models;

/**
 * What a network is shown of a caller's earlier readings beside the present one. The constants were chosen by
 * leave-speakers-out and leave-one-corpus-out on the acted corpora. Without state.
 */
public enum HistoryInput {
    /** The reading itself, and how far it lies from the mean of the earlier ones: better on speech of known kinds. */
    RAW_AND_DEVIATION("raw-and-deviation"),
    /**
     * With history only the distance in standard deviations of the earlier readings, without it only the reading: better on
     * kinds of speech that were not trained on.
     */
    SCALED_DEVIATION("scaled-deviation");

    /** Earlier outputs are multiplied by this before they enter the hidden layer: they spread wider than features do. */
    public static final float OUTPUT_SCALE = 1 / 3f;

    private static final float HALF_TRUST = 1.5f;
    private static final float LEAST_VARIANCE = 0.05f;
    private static final double LEAST_OUTPUT_VARIANCE = 1e-4;

    private final String label;

    HistoryInput(String label) {
        this.label = label;
    }

    /** What the model file calls it. */
    String label() {
        return label;
    }

    /** Whether the reading itself is shown, too, once there is history. */
    public boolean keepsRaw() {
        return this == RAW_AND_DEVIATION;
    }

    /** How far so much history is believed, 0..1: half of it at 1.5 readings. */
    public static float trust(float readings) {
        return readings / (readings + HALF_TRUST);
    }

    /** Spread of earlier outputs of some mean and mean square, over 0. */
    public static float outputDeviation(double mean, double meanSquare) {
        return (float) Math.sqrt(Math.max(0, meanSquare - mean * mean) + LEAST_OUTPUT_VARIANCE);
    }

    /**
     * The distance of a standardized feature from the caller's own mean, as the network is shown it.
     *
     * @param trust in the history, 0..1
     * @param value the present one
     * @param mean of the earlier ones
     * @param meanSquare of the earlier ones
     */
    public float deviation(float trust, float value, float mean, float meanSquare) {
        float distance = trust * (value - mean);
        if (this == RAW_AND_DEVIATION) {
            return distance;
        }
        float variance = Math.max(LEAST_VARIANCE, meanSquare - mean * mean);
        return distance / (float) Math.sqrt(1 - trust + trust * variance + LEAST_VARIANCE);
    }

    static HistoryInput of(String label) {
        for (HistoryInput one : values()) {
            if (one.label.equals(label)) {
                return one;
            }
        }
        throw new IllegalArgumentException("the history is '" + label + "', which is not known");
    }
}
