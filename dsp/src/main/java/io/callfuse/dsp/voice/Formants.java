package io.callfuse.dsp.voice;

import java.util.Arrays;

/**
 * The resonances of the mouth: the poles of an all-pole model of order 8, one for each kHz of the band. They are sought where
 * 1 / |A| peaks on a circle inside the unit circle, on which two that are near each other still part (McCandless 1974), and
 * found by Newton's method from there. On a telephone line F1 below about 400 Hz is drawn upwards by the band's edge. Allocates
 * when made; for one thread.
 */
public final class Formants {
    /** How many formants are reported: F1, F2, F3. */
    public static final int COUNT = 3;

    /** Bins of the power spectra that are measured: those of 256 samples, 0 Hz and half the sample rate included. */
    public static final int BINS = 129;

    static final int ORDER = 8;
    private static final int POINTS = 64;
    private static final double RADIUS = 0.96;
    private static final double LOG_RADIUS = StrictMath.log(RADIUS);
    private static final double MIN_HZ = 150;
    private static final double MAX_BANDWIDTH_HZ = 700;
    /** A resonance over that is no F1, or no F2: the lower one was too wide to be found. */
    private static final double[] HIGHEST_HZ = {1150, 2800};
    /** A formant so near to half the sample rate is the line's edge. */
    private static final double MAX_SHARE_OF_NYQUIST = 0.96;

    private static final double[][] COSINES = new double[ORDER + 1][POINTS + 1];
    private static final double[] START_RE = new double[POINTS + 1];
    private static final double[] START_IM = new double[POINTS + 1];

    static {
        for (int m = 0; m <= POINTS; m++) {
            double angle = Math.PI * m / POINTS;
            START_RE[m] = StrictMath.cos(angle) / RADIUS;
            START_IM[m] = -StrictMath.sin(angle) / RADIUS;
            for (int k = 0; k <= ORDER; k++) {
                COSINES[k][m] = (k == 0 ? 1 : 2) * StrictMath.cos(k * angle);
            }
        }
    }

    private final double sampleRateHz;
    private final LinearPrediction prediction;
    private final PoleRefinement refinement = new PoleRefinement();
    private final double[] scaled = new double[ORDER + 1];
    private final double[] products = new double[ORDER + 1];
    private final double[] inversePower = new double[POINTS + 1];
    private final double[] frequencyHz = new double[COUNT];
    private final double[] bandwidthHz = new double[COUNT];
    private int next;

    /**
     * @param sampleRateHz samples a second
     * @param preEmphasis 0.95 for a voice with all its lows; 0.7 on a telephone line, which took some of them off
     */
    public Formants(double sampleRateHz, double preEmphasis) {
        if (sampleRateHz <= 0) {
            throw new IllegalArgumentException("sample rate is " + sampleRateHz + " Hz");
        }
        this.sampleRateHz = sampleRateHz;
        this.prediction = new LinearPrediction(preEmphasis);
        clear();
    }

    /** Looks for the formants of a power spectrum of {@link #BINS} bins; what is found stands until the next call. */
    public void measure(float[] power) {
        clear();
        if (!prediction.fit(power)) {
            return;
        }
        double[] a = prediction.coefficients();
        evaluate(a);
        for (int m = 1; m < POINTS && next < COUNT; m++) {
            if (inversePower[m] < inversePower[m - 1] && inversePower[m] <= inversePower[m + 1]) {
                refinement.refine(a, START_RE[m], START_IM[m]);
                take(Math.PI * m / POINTS + refinement.angle(), LOG_RADIUS + refinement.logRadius());
            }
        }
    }

    /** Centre of formant {@code index + 1}, Hz; {@code NaN} when it was not found. */
    public double frequencyHz(int index) {
        return frequencyHz[index];
    }

    /** Width of formant {@code index + 1} 3 dB below its top, Hz; {@code NaN} when it was not found. */
    public double bandwidthHz(int index) {
        return bandwidthHz[index];
    }

    private void clear() {
        next = 0;
        Arrays.fill(frequencyHz, Double.NaN);
        Arrays.fill(bandwidthHz, Double.NaN);
    }

    private void take(double angle, double logRadius) {
        double hz = angle * sampleRateHz / (2 * Math.PI);
        double widthHz = -logRadius * sampleRateHz / Math.PI;
        boolean plausible = hz >= MIN_HZ && hz <= MAX_SHARE_OF_NYQUIST * sampleRateHz / 2;
        if (!plausible || widthHz <= 0 || widthHz > MAX_BANDWIDTH_HZ) {
            return;
        }
        while (next < HIGHEST_HZ.length && hz > HIGHEST_HZ[next]) {
            next++;
        }
        frequencyHz[next] = hz;
        bandwidthHz[next] = widthHz;
        next++;
    }

    /** |A|^2 on the circle, from the products of the coefficients there. */
    private void evaluate(double[] a) {
        double scale = 1;
        for (int k = 0; k <= ORDER; k++) {
            scaled[k] = a[k] * scale;
            scale /= RADIUS;
        }
        for (int k = 0; k <= ORDER; k++) {
            double sum = 0;
            for (int j = k; j <= ORDER; j++) {
                sum += scaled[j] * scaled[j - k];
            }
            products[k] = sum;
        }
        Arrays.fill(inversePower, 0);
        for (int k = 0; k <= ORDER; k++) {
            double product = products[k];
            double[] row = COSINES[k];
            for (int m = 0; m <= POINTS; m++) {
                inversePower[m] += product * row[m];
            }
        }
    }
}
