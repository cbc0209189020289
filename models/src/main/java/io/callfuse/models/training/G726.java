package io.callfuse.models.training;

/**
 * ITU-T G.726 (1990) at 32 kbit/s, as cordless telephones and multiplexed trunks have it: the difference of each sample to its
 * estimate as one of 15 codes of four bits. The recommendation's formulas in floating point, without its synchronous coding
 * adjustment; so the codes are not bit for bit those of a device. One direction takes one instance, for one thread.
 */
final class G726 {
    /** The recommendation reckons with samples of 14 bits. */
    private static final double UNITS_PER_SAMPLE = 0.25;

    private static final int NOTHING = 15;
    private static final int EXPONENT_STEPS = 512;
    private static final double[] POWERS_OF_TWO = new double[10 * EXPONENT_STEPS + 1];
    /** From which ratio of difference to scale on a magnitude is the next one. */
    private static final double[] DECISIONS = powersOfTwo(-0.98, 0.62, 1.38, 1.91, 2.34, 2.72, 3.12);
    /** Which ratio a magnitude stands for. */
    private static final double[] LEVELS =
            powersOfTwo(Double.NEGATIVE_INFINITY, 0.031, 1.05, 1.66, 2.13, 2.52, 2.91, 3.32);

    static {
        for (int i = 0; i < POWERS_OF_TWO.length; i++) {
            POWERS_OF_TWO[i] = StrictMath.pow(2, (double) i / EXPONENT_STEPS);
        }
    }

    private final AdaptivePredictor predictor = new AdaptivePredictor();
    private final AdaptiveScale scale = new AdaptiveScale();

    /** Sends samples through a coder and a decoder, in place. */
    static void code(short[] samples) {
        G726 coder = new G726();
        G726 decoder = new G726();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = decoder.decode(coder.encode(samples[i]));
        }
    }

    /** Returns the code of the next sample, 1..15. */
    int encode(short sample) {
        double difference = sample * UNITS_PER_SAMPLE - predictor.estimate();
        double ratio = Math.abs(difference) / powerOfTwo(scale.exponent());
        int magnitude = 0;
        while (magnitude < DECISIONS.length && ratio >= DECISIONS[magnitude]) {
            magnitude++;
        }
        int code = difference < 0 || magnitude == 0 ? NOTHING - magnitude : magnitude;
        follow(code);
        return code;
    }

    /**
     * Returns the next sample.
     *
     * @param code 0..15; 0, which no coder sends, is taken for 15
     */
    short decode(int code) {
        double estimate = predictor.estimate();
        return Amplitude.rounded((estimate + follow(code)) / UNITS_PER_SAMPLE);
    }

    private double follow(int code) {
        int magnitude = code < 8 ? code : NOTHING - code;
        double size = LEVELS[magnitude] * powerOfTwo(scale.exponent());
        double difference = code < 8 ? size : -size;
        boolean change = predictor.tone() && size > 24 * powerOfTwo(scale.slowExponent());
        predictor.update(difference, change);
        scale.update(magnitude, predictor.tone(), change);
        return difference;
    }

    private static double powerOfTwo(double exponent) {
        return POWERS_OF_TWO[(int) (exponent * EXPONENT_STEPS + 0.5)];
    }

    private static double[] powersOfTwo(double... exponents) {
        return java.util.Arrays.stream(exponents).map(e -> StrictMath.pow(2, e)).toArray();
    }
}
