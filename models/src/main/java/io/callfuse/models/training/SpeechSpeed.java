package io.callfuse.models.training;

/**
 * Plays speech faster or slower, by which pitch, formants and tempo move together: another, made-up speaker. Interpolates by a
 * sinc under a Kaiser window (J. O. Smith and P. Gossett, A flexible sampling-rate conversion method, ICASSP 1984): flat to 0.85
 * of the band that is left, nothing folded back within 75 dB. Immutable.
 */
public final class SpeechSpeed {
    private static final double SLOWEST = 0.86;
    private static final double FASTEST = 1.16;
    private static final int HALF_WIDTH = 34;
    private static final int STEPS = 512;
    /** Of the band of the slower side; the window spreads it up to the whole of it. */
    private static final double CUTOFF = 0.925;

    private static final double KAISER_BETA = 0.1102 * (80 - 8.7);
    private static final double[] KERNEL = kernel();

    private final double factor;

    /**
     * Sets a speed.
     *
     * @param factor over 1 is faster and higher; 0.5..2
     * @throws IllegalArgumentException if it is not in that range
     */
    public SpeechSpeed(double factor) {
        if (!(factor >= 0.5 && factor <= 2)) {
            throw new IllegalArgumentException("speed " + factor + " is not in 0.5..2");
        }
        this.factor = factor;
    }

    /** Draws a speed of 0.86 to 1.16 by this seed; slower and faster as often. */
    public static SpeechSpeed draw(long seed) {
        double log = new SeededDraws(seed, 0).between(StrictMath.log(SLOWEST), StrictMath.log(FASTEST));
        return new SpeechSpeed(StrictMath.exp(log));
    }

    /** How many times as fast. */
    public double factor() {
        return factor;
    }

    /** Returns the samples at the same sample rate; their number divided by the speed, rounded; at speed 1 as they are. */
    public short[] play(short[] samples) {
        if (factor == 1) {
            return samples.clone();
        }
        short[] played = new short[(int) Math.round(samples.length / factor)];
        double stretch = Math.max(1, factor);
        for (int i = 0; i < played.length; i++) {
            played[i] = Amplitude.rounded(at(i * factor, samples, stretch) / stretch);
        }
        return played;
    }

    private static double at(double place, short[] samples, double stretch) {
        int first = Math.max(0, (int) Math.ceil(place - HALF_WIDTH * stretch));
        int last = Math.min(samples.length - 1, (int) Math.floor(place + HALF_WIDTH * stretch));
        double scale = STEPS / stretch;
        double sum = 0;
        for (int i = first; i <= last; i++) {
            double step = Math.abs(place - i) * scale;
            int below = (int) step;
            sum += samples[i] * (KERNEL[below] + (step - below) * (KERNEL[below + 1] - KERNEL[below]));
        }
        return sum;
    }

    private static double[] kernel() {
        double[] kernel = new double[HALF_WIDTH * STEPS + 2];
        for (int i = 0; i < HALF_WIDTH * STEPS; i++) {
            double angle = Math.PI * CUTOFF * i / STEPS;
            double relative = (double) i / (HALF_WIDTH * STEPS);
            double window = besselI0(KAISER_BETA * Math.sqrt(1 - relative * relative)) / besselI0(KAISER_BETA);
            kernel[i] = CUTOFF * window * (i == 0 ? 1 : StrictMath.sin(angle) / angle);
        }
        return kernel;
    }

    /** The modified Bessel function of the first kind and order 0, by its power series. */
    private static double besselI0(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
