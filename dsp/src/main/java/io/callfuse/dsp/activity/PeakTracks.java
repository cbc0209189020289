package io.callfuse.dsp.activity;

/**
 * Follows the peaks of the spectrum from frame to frame and says how long they have stood where they are. The harmonics of a
 * voice glide, the more the higher they lie, so that above 1 kHz hardly one keeps its place for 0.1 s; a note that an instrument
 * plays does (the idea of partial tracking, McAulay and Quatieri 1986, turned into a cue against music after Seyerlehner et al.
 * 2007). For one thread; allocates nothing after construction.
 */
final class PeakTracks {
    private static final int LOW_BIN = 8;
    private static final int SPLIT_BIN = 32;
    private static final int HIGH_BIN = 110;
    private static final int MAX_PEAKS = 52;
    /** A peak of less than this share of the power is not looked at. */
    private static final double MIN_SHARE = 1e-4;
    /** A peak stands as long as it stays within this distance of where it began, bins. */
    private static final double MAX_DRIFT_BINS = 0.35;

    private static final int OLDEST_FRAMES = 25;
    /** Frames at which the standing is half of what it can be, less one. */
    private static final double HALF_STANDING_FRAMES = 3;

    private double[] startBin = new double[MAX_PEAKS];
    private int[] age = new int[MAX_PEAKS];
    private int peaks;
    private double[] nextStartBin = new double[MAX_PEAKS];
    private int[] nextAge = new int[MAX_PEAKS];
    private double lowStanding;
    private double highStanding;
    private double concentration;

    /** Takes the next frame, 129 bins of 31.25 Hz, and their sum in the band that is looked at. */
    void next(float[] power, double bandPower) {
        double least = bandPower * MIN_SHARE;
        double lowWeight = 0;
        double lowSum = 0;
        double highWeight = 0;
        double highSum = 0;
        double inPeaks = 0;
        int found = 0;
        int before = 0;
        for (int k = LOW_BIN; k < HIGH_BIN && found < MAX_PEAKS; k++) {
            double p = power[k];
            if (p <= least || p <= power[k - 1] || p < power[k + 1] || p <= power[k - 2] + power[k + 2]) {
                continue;
            }
            double lobe = power[k - 1] + p + power[k + 1];
            double place = k + (power[k + 1] - power[k - 1]) / lobe;
            while (before < peaks && startBin[before] < place - MAX_DRIFT_BINS) {
                before++;
            }
            boolean stands = before < peaks && startBin[before] <= place + MAX_DRIFT_BINS;
            nextStartBin[found] = stands ? startBin[before] : place;
            nextAge[found] = stands ? Math.min(age[before] + 1, OLDEST_FRAMES) : 1;
            double weight = Math.sqrt(lobe);
            if (k < SPLIT_BIN) {
                lowWeight += weight;
                lowSum += weight * nextAge[found];
            } else {
                highWeight += weight;
                highSum += weight * nextAge[found];
            }
            inPeaks += lobe;
            found++;
            k++;
        }
        lowStanding = standing(lowSum, lowWeight);
        highStanding = standing(highSum, highWeight);
        concentration = bandPower > 0 ? inPeaks / bandPower : 0;
        swap(found);
    }

    /** Forgets the peaks. */
    void reset() {
        peaks = 0;
    }

    /** How long the peaks below 1 kHz have stood: 0 (all are new) to 1. */
    double lowStanding() {
        return lowStanding;
    }

    /** How long the peaks above 1 kHz have stood: 0 (all are new) to 1. */
    double highStanding() {
        return highStanding;
    }

    /** Share of the power that lies in peaks, 0..1. */
    double concentration() {
        return concentration;
    }

    /** How many peaks there are. */
    int count() {
        return peaks;
    }

    private static double standing(double sum, double weight) {
        double over = weight > 0 ? sum / weight - 1 : 0;
        return over / (over + HALF_STANDING_FRAMES);
    }

    private void swap(int found) {
        double[] places = startBin;
        startBin = nextStartBin;
        nextStartBin = places;
        int[] ages = age;
        age = nextAge;
        nextAge = ages;
        peaks = found;
    }
}
