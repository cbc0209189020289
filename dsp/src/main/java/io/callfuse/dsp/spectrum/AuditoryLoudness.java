package io.callfuse.dsp.spectrum;

/**
 * {@code loudness} of the Geneva set (Eyben et al. 2016): the sum of the auditory spectrum, that is of mel bands weighted by the
 * ear's equal-loudness curve and compressed by a cube root (Hermansky 1990). The bands end where the line's do, so it is less
 * than that of the same voice in full band. Immutable.
 */
public final class AuditoryLoudness {
    private final double[] weights;

    /** Prepares for bands with these centres, Hz. */
    public AuditoryLoudness(double... centresHz) {
        if (centresHz.length == 0) {
            throw new IllegalArgumentException("no bands");
        }
        weights = new double[centresHz.length];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = CubeRoot.of(equalLoudness(centresHz[b]) / equalLoudness(1000));
        }
    }

    /**
     * Returns the loudness of a frame: cube roots of mean squares (full scale is 1), so that 9 dB more double it; 0 in silence,
     * and where a band's power is no number.
     */
    public double of(float[] bandPower) {
        double sum = 0;
        for (int b = 0; b < weights.length; b++) {
            sum += weights[b] * CubeRoot.of(bandPower[b]);
        }
        return sum < Double.POSITIVE_INFINITY ? sum : 0;
    }

    private static double equalLoudness(double hz) {
        double square = 2 * Math.PI * hz * (2 * Math.PI * hz);
        double below = square + 6.3e6;
        return (square + 56.8e6) * square * square / (below * below * (square + 0.38e9));
    }
}
