package io.callfuse.dsp.signal;

/**
 * The low-pass filter by which audio of some sample rate becomes audio of 8 kHz: a sinc of 3.7 kHz under a Kaiser window,
 * flat to 3.4 kHz and 80 dB down from 4 kHz on, cut into one row of taps for each place an output sample can have between
 * two input samples. Immutable, so one design serves any number of {@link Resampler}s on any thread.
 *
 * <p>Window and length by J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", ISCAS 1974.
 * The taps are computed with {@link StrictMath}: the same bits on every JDK.
 */
public final class PolyphaseFilter {
    /** Sample rate of what comes out. */
    public static final int OUTPUT_RATE_HZ = 8000;
    /** Highest sample rate of what goes in. */
    public static final int MAX_INPUT_RATE_HZ = 192_000;
    /** By how much the output lags behind the input at every rate but 8 kHz, where it does not lag at all. */
    public static final double GROUP_DELAY_MS = 4.25;

    private static final double CUTOFF_HZ = 3700;
    private static final double KAISER_BETA = 0.1102 * (80 - 8.7);
    private static final double HALF_WIDTH_S = GROUP_DELAY_MS / 1000;

    /**
     * Rows times input rate, at most: a rate with more exact places than that takes the nearest row, at most 15 ns off, which
     * is noise 70 dB down. All usual rates are exact. It bounds a design to 1.2 MB.
     */
    private static final long MAX_PLACES_PER_SECOND = 4096L * OUTPUT_RATE_HZ;

    private final int inputRateHz;
    private final int interpolation;
    private final int decimation;
    private final int rows;
    private final int tapsPerRow;
    private final float[] taps;

    private PolyphaseFilter(int inputRateHz) {
        this.inputRateHz = inputRateHz;
        int divisor = greatestCommonDivisor(inputRateHz, OUTPUT_RATE_HZ);
        interpolation = OUTPUT_RATE_HZ / divisor;
        decimation = inputRateHz / divisor;
        rows = (int) Math.min(interpolation, MAX_PLACES_PER_SECOND / inputRateHz);
        int reach = (int) Math.ceil(2 * HALF_WIDTH_S * inputRateHz);
        tapsPerRow = (reach + 3) / 4 * 4;
        taps = new float[rows * tapsPerRow];
        double[] row = new double[tapsPerRow];
        for (int i = 0; i < rows; i++) {
            designRow((double) i / rows, row);
            for (int tap = 0; tap < tapsPerRow; tap++) {
                taps[i * tapsPerRow + tap] = (float) row[tap];
            }
        }
    }

    /**
     * Designs the filter for an input rate; some milliseconds of work for the awkward ones.
     *
     * @throws IllegalArgumentException if the rate is not in 8000..192000 Hz
     */
    public static PolyphaseFilter design(int inputRateHz) {
        if (inputRateHz < OUTPUT_RATE_HZ || inputRateHz > MAX_INPUT_RATE_HZ) {
            throw new IllegalArgumentException("sample rate " + inputRateHz + " Hz is not in 8000..192000 Hz");
        }
        return new PolyphaseFilter(inputRateHz);
    }

    /** Sample rate of what goes in. */
    public int inputRateHz() {
        return inputRateHz;
    }

    /** Output samples for every {@link #decimation} input samples; the two have no common divisor. */
    int interpolation() {
        return interpolation;
    }

    /** Input samples for every {@link #interpolation} output samples. */
    int decimation() {
        return decimation;
    }

    /** A multiple of 4. */
    int tapsPerRow() {
        return tapsPerRow;
    }

    /** The rows one after another; in each the tap for the newest input sample comes first. Not a copy. */
    float[] taps() {
        return taps;
    }

    /** Index in {@link #taps} of the row for an output sample that lies {@code place / interpolation} behind an input sample. */
    int rowStart(int place) {
        int row = rows == interpolation ? place : (int) ((place * (long) rows + interpolation / 2) / interpolation);
        return Math.min(row, rows - 1) * tapsPerRow;
    }

    private void designRow(double place, double[] row) {
        double sum = 0;
        for (int tap = 0; tap < row.length; tap++) {
            row[tap] = impulseResponse((tap + place) / inputRateHz - HALF_WIDTH_S);
            sum += row[tap];
        }
        for (int tap = 0; tap < row.length; tap++) {
            row[tap] /= sum;
        }
    }

    /** The sinc under its window, by seconds from its middle. */
    static double impulseResponse(double atS) {
        double relative = atS / HALF_WIDTH_S;
        if (relative <= -1 || relative >= 1) {
            return 0;
        }
        double angle = 2 * Math.PI * CUTOFF_HZ * atS;
        double sinc = angle == 0 ? 1 : StrictMath.sin(angle) / angle;
        return sinc * besselI0(KAISER_BETA * Math.sqrt(1 - relative * relative));
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

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
