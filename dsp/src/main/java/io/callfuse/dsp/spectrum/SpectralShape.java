package io.callfuse.dsp.spectrum;

import io.callfuse.dsp.signal.Decibels;

/**
 * How a frame's power lies over the band that a line lets pass, under the names of the Geneva set (Eyben et al. 2016): alpha
 * ratio (Sundberg and Nordenberg 2006), Hammarberg index (Hammarberg et al. 1980), slopes 0-500 and 500-1500 Hz; and centroid,
 * roll-off and the slope of the whole band (Peeters 2004). Where the set says 50 Hz or 0 Hz it is the band's lower edge here,
 * and where it says 5 kHz the upper one. None changes with the gain; all are {@code NaN} in silence. Allocates when made; for
 * one thread.
 */
public final class SpectralShape {
    private static final double ALPHA_SPLIT_HZ = 1000;
    private static final double HAMMARBERG_SPLIT_HZ = 2000;
    private static final double SLOPE_SPLIT_HZ = 500;
    private static final double SLOPE_END_HZ = 1500;
    private static final double ROLL_OFF_SHARE = 0.85;
    /** -100 dBFS in the whole band: what is quieter is silence. */
    private static final double MIN_BAND_POWER = 1e-10;
    /** A bin counts as no lower than 60 dB below the mean bin of its frame, so that holes do not rule a slope. */
    private static final double FLOOR_SHARE = 1e-6;
    /** The whole band's slope goes through the levels of groups of bins. */
    private static final int GROUP_BINS = 8;

    private final double binHz;
    private final int lowBin;
    private final int slopeSplitBin;
    private final int alphaBin;
    private final int hammarbergBin;
    private final int highBin;
    private final SpectralSlope lowSlope;
    private final SpectralSlope middleSlope;
    private final SpectralSlope wholeSlope;
    private final double[] levelsDb;
    private final double[] groupsDb;
    private double bandPower;
    private double centroidHz;
    private double rollOffHz;
    private double alphaRatioDb;
    private double hammarbergIndexDb;
    private double slopeTo500DbPerKhz;
    private double slope500To1500DbPerKhz;
    private double slopeDbPerKhz;

    /**
     * @param binHz distance of two bins of the power spectra, Hz
     * @param lowHz where the band begins: 300 of a telephone line, less of a software phone, under 500 in any case
     * @param highHz where it ends: 3400 of a telephone line, over 2000 in any case
     */
    public SpectralShape(double binHz, double lowHz, double highHz) {
        if (binHz <= 0 || lowHz < 0 || lowHz > SLOPE_SPLIT_HZ - 2 * binHz || highHz <= HAMMARBERG_SPLIT_HZ) {
            throw new IllegalArgumentException(
                    "a band from " + lowHz + " to " + highHz + " Hz, bins of " + binHz + " Hz");
        }
        this.binHz = binHz;
        lowBin = (int) StrictMath.ceil(lowHz / binHz);
        slopeSplitBin = (int) Math.round(SLOPE_SPLIT_HZ / binHz);
        alphaBin = (int) Math.round(ALPHA_SPLIT_HZ / binHz);
        hammarbergBin = (int) Math.round(HAMMARBERG_SPLIT_HZ / binHz);
        highBin = (int) StrictMath.floor(highHz / binHz);
        int slopeEndBin = (int) Math.round(SLOPE_END_HZ / binHz);
        lowSlope = new SpectralSlope(slopeSplitBin - lowBin + 1, binHz);
        middleSlope = new SpectralSlope(slopeEndBin - slopeSplitBin + 1, binHz);
        wholeSlope = new SpectralSlope((highBin - lowBin + 1) / GROUP_BINS, GROUP_BINS * binHz);
        levelsDb = new double[slopeEndBin - lowBin + 1];
        groupsDb = new double[wholeSlope.points()];
        clear();
    }

    /** Measures one power spectrum; the results stand until the next call. */
    public void measure(float[] power) {
        double below = sum(power, lowBin, alphaBin);
        double above = sum(power, alphaBin, highBin + 1);
        double total = below + above;
        if (!(total >= MIN_BAND_POWER) || total == Double.POSITIVE_INFINITY) {
            clear();
            return;
        }
        double floor = total / (highBin - lowBin + 1) * FLOOR_SHARE;
        bandPower = total;
        alphaRatioDb = Decibels.ofRatio((above + floor) / (below + floor));
        double lowPeak = highest(power, lowBin, hammarbergBin);
        double highPeak = highest(power, hammarbergBin, highBin + 1);
        hammarbergIndexDb = Decibels.ofRatio((lowPeak + floor) / (highPeak + floor));
        measureMoment(power);
        measureSlopes(power, floor);
    }

    /** Mean square in the band (full scale is 1); 0 in silence. */
    public double bandPower() {
        return bandPower;
    }

    /** Centre of gravity of the power, Hz. */
    public double centroidHz() {
        return centroidHz;
    }

    /** The frequency below which 85 % of the band's power lie, Hz. */
    public double rollOffHz() {
        return rollOffHz;
    }

    /** Power over 1 kHz over power below it, dB: the higher the more the voice is pressed. */
    public double alphaRatioDb() {
        return alphaRatioDb;
    }

    /** Strongest bin below 2 kHz over the strongest above, dB. */
    public double hammarbergIndexDb() {
        return hammarbergIndexDb;
    }

    /** Slope of the bins from the band's lower edge to 500 Hz, dB a kHz. */
    public double slopeTo500DbPerKhz() {
        return slopeTo500DbPerKhz;
    }

    /** Slope of the bins from 500 to 1500 Hz, dB a kHz. */
    public double slope500To1500DbPerKhz() {
        return slope500To1500DbPerKhz;
    }

    /** Slope of the whole band through the levels of steps of eight bins, dB a kHz. */
    public double slopeDbPerKhz() {
        return slopeDbPerKhz;
    }

    private void clear() {
        bandPower = 0;
        centroidHz = Double.NaN;
        rollOffHz = Double.NaN;
        alphaRatioDb = Double.NaN;
        hammarbergIndexDb = Double.NaN;
        slopeTo500DbPerKhz = Double.NaN;
        slope500To1500DbPerKhz = Double.NaN;
        slopeDbPerKhz = Double.NaN;
    }

    private void measureMoment(float[] power) {
        double moment = 0;
        double soFar = 0;
        double wanted = ROLL_OFF_SHARE * bandPower;
        int rollOffBin = lowBin;
        for (int k = lowBin; k <= highBin; k++) {
            double p = power[k];
            moment += p * k;
            rollOffBin += soFar < wanted ? 1 : 0;
            soFar += p;
        }
        centroidHz = binHz * moment / bandPower;
        rollOffHz = binHz * Math.min(highBin, rollOffBin - 1);
    }

    private void measureSlopes(float[] power, double floor) {
        for (int i = 0; i < levelsDb.length; i++) {
            levelsDb[i] = Decibels.ofRatio(power[lowBin + i] + floor);
        }
        slopeTo500DbPerKhz = lowSlope.dbPerKhz(levelsDb, 0);
        slope500To1500DbPerKhz = middleSlope.dbPerKhz(levelsDb, slopeSplitBin - lowBin);
        for (int g = 0; g < groupsDb.length; g++) {
            int from = lowBin + g * GROUP_BINS;
            groupsDb[g] = Decibels.ofRatio(sum(power, from, from + GROUP_BINS) + floor);
        }
        slopeDbPerKhz = wholeSlope.dbPerKhz(groupsDb, 0);
    }

    private static double sum(float[] power, int from, int to) {
        double even = 0;
        double odd = 0;
        int k = from;
        for (; k + 1 < to; k += 2) {
            even += power[k];
            odd += power[k + 1];
        }
        return (k < to ? even + power[k] : even) + odd;
    }

    private static double highest(float[] power, int from, int to) {
        float highest = 0;
        for (int k = from; k < to; k++) {
            highest = power[k] > highest ? power[k] : highest;
        }
        return highest;
    }
}
