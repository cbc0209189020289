package io.callfuse.dsp.rate;

/**
 * Counts syllable nuclei after de Jong and Wempe 2009: peaks of the intensity that are voiced and have a dip of at least 2 dB
 * before and after them. Fed every 10 ms; a nucleus is known once the dip after it is heard. For one thread; allocates
 * nothing after construction.
 */
public final class SyllableNuclei {
    private static final double MIN_DIP_DB = 2;
    /** A peak further below the loudest of the last seconds is noise or a breath. */
    private static final double MAX_BELOW_LOUDEST_DB = 25;

    private static final double LOUDEST_DECAY_DB = 0.05;
    /** Nothing is louder than a square wave at full scale, but for what is no sound. */
    private static final double MAX_INTENSITY_DB = 3;

    private static final int SMOOTHING_STEPS = 5;

    private final double[] recentPower = new double[SMOOTHING_STEPS];
    private int next;
    private double valleyDb;
    private double peakDb;
    private double loudestDb;
    private boolean peakVoiced;
    private boolean rising;

    /** Makes a counter that has heard nothing. */
    public SyllableNuclei() {
        reset();
    }

    /** Returns the mean power of the last 50 ms once {@code power} is the newest of it, mean square; what is no number is taken for 0. */
    public double smooth(double power) {
        recentPower[next] = Double.isFinite(power) ? power : 0;
        next = (next + 1) % SMOOTHING_STEPS;
        double sum = 0;
        for (double one : recentPower) {
            sum += one;
        }
        return sum / SMOOTHING_STEPS;
    }

    /**
     * Takes the intensity of the next 10 ms; what is no number is passed over.
     *
     * @param intensityDb smoothed level, dBFS
     * @param voiced whether there is a pitch
     * @return whether a nucleus has just become known
     */
    public boolean accept(double intensityDb, boolean voiced) {
        if (!(intensityDb <= MAX_INTENSITY_DB)) {
            return false;
        }
        loudestDb = Math.max(loudestDb - LOUDEST_DECAY_DB, intensityDb);
        if (!rising) {
            valleyDb = Math.min(valleyDb, intensityDb);
            if (intensityDb >= valleyDb + MIN_DIP_DB) {
                rising = true;
                peakDb = intensityDb;
                peakVoiced = voiced;
            }
            return false;
        }
        if (intensityDb >= peakDb) {
            peakDb = intensityDb;
            peakVoiced |= voiced;
            return false;
        }
        if (intensityDb > peakDb - MIN_DIP_DB) {
            return false;
        }
        rising = false;
        valleyDb = intensityDb;
        return peakVoiced && peakDb >= loudestDb - MAX_BELOW_LOUDEST_DB;
    }

    /** Forgets the peak that was rising and the loudness it was measured against. */
    public void reset() {
        java.util.Arrays.fill(recentPower, 0);
        valleyDb = Double.POSITIVE_INFINITY;
        peakDb = Double.NEGATIVE_INFINITY;
        loudestDb = Double.NEGATIVE_INFINITY;
        peakVoiced = false;
        rising = false;
    }
}
