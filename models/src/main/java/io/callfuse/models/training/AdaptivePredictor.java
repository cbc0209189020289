package io.callfuse.models.training;

/**
 * Foretells the next sample of {@link G726} from two samples and six differences before it (ITU-T G.726, 1990, "adaptive
 * predictor": two poles and six zeros that follow signs alone). For one thread.
 */
final class AdaptivePredictor {
    private static final int ZEROS = 6;
    private static final double TONE_BELOW = -0.71875;

    private final double[] zeros = new double[ZEROS];
    private final double[] differences = new double[ZEROS];
    private double pole1;
    private double pole2;
    private double sample1;
    private double sample2;
    private double partSign1 = 1;
    private double partSign2 = 1;
    private boolean tone;

    /** The next sample, as far as it can be foretold. */
    double estimate() {
        return pole1 * sample1 + pole2 * sample2 + zeroPart();
    }

    /** Whether the signal is a narrow one: a tone or a modem. */
    boolean tone() {
        return tone;
    }

    /**
     * Learns what the difference was.
     *
     * @param difference between the sample and its estimate, as far as the code tells it
     * @param change whether a narrow signal has just changed, upon which all is forgotten that it taught
     */
    void update(double difference, boolean change) {
        double part = difference + zeroPart();
        double sample = estimate() + difference;
        if (change) {
            java.util.Arrays.fill(zeros, 0);
            pole1 = 0;
            pole2 = 0;
        } else {
            followZeros(difference);
            followPoles(Math.signum(part));
        }
        tone = !change && pole2 < TONE_BELOW;
        System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
        differences[0] = difference;
        sample2 = sample1;
        sample1 = sample;
        partSign2 = partSign1;
        partSign1 = signOfPast(part);
    }

    private double zeroPart() {
        double sum = 0;
        for (int i = 0; i < ZEROS; i++) {
            sum += zeros[i] * differences[i];
        }
        return sum;
    }

    private void followZeros(double difference) {
        double sign = Math.signum(difference);
        for (int i = 0; i < ZEROS; i++) {
            zeros[i] += sign * signOfPast(differences[i]) / 128 - zeros[i] / 256;
        }
    }

    private void followPoles(double sign) {
        double pull = Math.max(-2, Math.min(2, 4 * pole1));
        double second = pole2 + (sign * partSign2 - pull * sign * partSign1 - pole2) / 128;
        pole2 = Math.max(-0.75, Math.min(0.75, second));
        double first = pole1 + (3 * sign * partSign1 - pole1) / 256;
        double most = 1 - 1.0 / 16 - pole2;
        pole1 = Math.max(-most, Math.min(most, first));
    }

    /** The recommendation has 0 count as positive, but for the newest value. */
    private static double signOfPast(double value) {
        return value < 0 ? -1 : 1;
    }
}
