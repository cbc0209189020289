package io.callfuse.dsp.voice;

import io.callfuse.dsp.signal.Decibels;
import java.util.Arrays;

/**
 * How the first harmonics stand to each other and to the formants: {@code logRelF0-H1-H2} and {@code logRelF0-H1-A3} of the
 * Geneva set (Eyben et al. 2016), which tell a breathy voice from a pressed one. A telephone line filters the first harmonic out
 * unless the voice is high; where it lies below the band, nothing is said. Allocates when made; for one thread.
 */
public final class HarmonicLevels {
    private static final double MIN_POWER = 1e-12;
    /** Stands for nothing at all, so that a ratio has a logarithm: 80 dB below what still counts as a voice. */
    private static final double SMALLEST_POWER = 1e-20;
    /** Harmonics nearer to each other than this melt into one under a Hann window. */
    private static final double MIN_BINS_APART = 4;

    private final double binHz;
    private final int bins;
    private final double bandLowHz;
    private final int bandLowBin;
    private final double[] formantAmplitudeDb = new double[Formants.COUNT];
    private double h1MinusH2Db;
    private double h1MinusA3Db;

    /**
     * @param binHz distance of two bins, Hz
     * @param bins bins of the power spectra
     * @param bandLowHz where the line begins to let pass, Hz: 300 for a telephone network, 60 for a software phone
     */
    public HarmonicLevels(double binHz, int bins, double bandLowHz) {
        if (binHz <= 0 || bins < 16 || bandLowHz < 0) {
            throw new IllegalArgumentException(bins + " bins of " + binHz + " Hz, band from " + bandLowHz + " Hz");
        }
        this.binHz = binHz;
        this.bins = bins;
        this.bandLowHz = bandLowHz;
        this.bandLowBin = (int) Math.round(bandLowHz / binHz);
        clear();
    }

    /**
     * Measures one voiced frame; the results stand until the next call.
     *
     * @param f0Hz its pitch; 0 or {@code NaN} when it has none, and then nothing has a value
     * @param formants of the same frame
     */
    public void measure(float[] power, double f0Hz, Formants formants) {
        clear();
        if (!(f0Hz > 0) || f0Hz > binHz * bins) {
            return;
        }
        double strongest = strongest(power, Math.max(1, bandLowBin), bins - 2);
        if (!(strongest > MIN_POWER) || strongest > Float.MAX_VALUE) {
            return;
        }
        for (int i = 0; i < Formants.COUNT; i++) {
            formantAmplitudeDb[i] = Decibels.ofRatio(around(power, formants.frequencyHz(i), f0Hz) / strongest);
        }
        if (f0Hz >= bandLowHz && f0Hz >= MIN_BINS_APART * binHz) {
            double h1Db = Decibels.ofRatio(around(power, f0Hz, f0Hz) / strongest);
            h1MinusH2Db = h1Db - Decibels.ofRatio(around(power, 2 * f0Hz, f0Hz) / strongest);
            h1MinusA3Db = h1Db - formantAmplitudeDb[2];
        }
    }

    /** First harmonic over second, dB; {@code NaN} where the first lies below the band, or too near to the second. */
    public double h1MinusH2Db() {
        return h1MinusH2Db;
    }

    /** First harmonic over the strongest at F3, dB; {@code NaN} where the first lies below the band, or there is no F3. */
    public double h1MinusA3Db() {
        return h1MinusA3Db;
    }

    /**
     * The strongest harmonic at formant {@code index + 1} over the strongest of the band, dB; {@code NaN} when there is
     * no such formant. The Geneva set puts it over the first harmonic, which a line may lack.
     */
    public double formantAmplitudeDb(int index) {
        return formantAmplitudeDb[index];
    }

    private void clear() {
        h1MinusH2Db = Double.NaN;
        h1MinusA3Db = Double.NaN;
        Arrays.fill(formantAmplitudeDb, Double.NaN);
    }

    /** Power of the strongest line within half a harmonic's distance. */
    private double around(float[] power, double centreHz, double f0Hz) {
        if (Double.isNaN(centreHz)) {
            return Double.NaN;
        }
        double reachHz = Math.max(binHz, 0.5 * f0Hz);
        int first = Math.max(1, (int) ((centreHz - reachHz) / binHz) + 1);
        int last = Math.min(bins - 2, (int) ((centreHz + reachHz) / binHz));
        return Math.max(strongest(power, first, last), SMALLEST_POWER);
    }

    /** The most that three neighbouring bins add up to: of a Hann window the same wherever the line lies between two bins. */
    private static double strongest(float[] power, int first, int last) {
        double strongest = 0;
        for (int k = first; k <= last; k++) {
            strongest = Math.max(strongest, (double) power[k - 1] + power[k] + power[k + 1]);
        }
        return strongest;
    }
}
