package io.callfuse.dsp.activity;

/**
 * The log odds for speech of one frame: one hidden layer of units x / (1 + |x|) over the features of {@link SoundTexture}, and
 * the features themselves. Noise on the line changes what the features mean, and a layer can tell what they mean where, as a
 * straight line cannot. Stateless.
 */
final class TextureNetwork {
    private TextureNetwork() {}

    /** Returns the log odds, about -10..10. */
    static double logOdds(double[] features) {
        double odds = TextureWeights.BIAS + weighted(TextureWeights.DIRECT, features);
        for (int j = 0; j < TextureWeights.HIDDEN_BIAS.length; j++) {
            double x = TextureWeights.HIDDEN_BIAS[j] + weighted(TextureWeights.INTO_HIDDEN[j], features);
            odds += TextureWeights.OUT_OF_HIDDEN[j] * (x / (1 + Math.abs(x)));
        }
        return odds;
    }

    /** Four sums at once: one alone waits for each addition. */
    private static double weighted(double[] weights, double[] features) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 4 <= weights.length; i += 4) {
            a += weights[i] * features[i];
            b += weights[i + 1] * features[i + 1];
            c += weights[i + 2] * features[i + 2];
            d += weights[i + 3] * features[i + 3];
        }
        for (; i < weights.length; i++) {
            a += weights[i] * features[i];
        }
        return a + b + (c + d);
    }
}
