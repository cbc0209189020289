package io.callfuse.dsp.activity;

/**
 * Recognises what exchanges, keypads and facsimile machines send: one or two tones that stand still (dial, ring-back, busy,
 * congestion and special information tones, ITU-T E.180), the two tones of a key (Q.23), and signals that keep to a narrow band
 * above the voice's strongest (CNG, CED and V.21 flags, T.30). Nearly all of such a frame's power lies in two spectral peaks that
 * keep their place, which a voice does for hardly longer than 0.1 s. Any number of tones that lie apart (a howler has four) is
 * known by a spectrum that stays the same: noise and voices change by more from one frame to the next. For one thread; allocates
 * nothing after construction.
 */
final class SignallingTone {
    private static final double BIN_HZ = 31.25;
    private static final int LOBE_BINS = 2;
    private static final int LOW_BIN = 7;
    private static final int HIGH_BIN = 126;
    /** No signalling tone is lower (dial tone has 350 Hz); the fundamental of a soft voice is. */
    private static final double MIN_TONE_HZ = 310;

    private static final double MIN_CONCENTRATION = 0.85;
    private static final double MAX_DRIFT_HZ = 8;
    private static final double MAX_CHANGE_DB = 1.5;
    private static final int STEADY_FRAMES = 5;
    /** Two tones that beat keep their place more loosely and their strength not at all. */
    private static final double BEATING_CONCENTRATION = 0.94;

    private static final double BEATING_DRIFT_HZ = 25;
    private static final int BEATING_FRAMES = 8;
    private static final double KEY_CONCENTRATION = 0.93;
    private static final int KEY_FRAMES = 2;
    private static final double NARROW_ABOVE_HZ = 1000;
    private static final double NARROW_SPREAD_HZ = 140;
    private static final int NARROW_FRAMES = 6;

    /**
     * Share of two frames' power by which the spectra of tones that stand still differ at most; fitted on tones drawn at random
     * and on the ravdess, casia and emodb speakers for tuning, of whom it strikes less than 0.1 % more.
     */
    private static final double MAX_STILL_CHANGE = 0.03;

    private static final int STILL_FRAMES = 3;

    private final float[] before = new float[HIGH_BIN];
    private double heldHz;
    private double heldDbfs;
    private int steadyFrames;
    private double beatingHz;
    private int beatingFrames;
    private int key = -1;
    private int keyFrames;
    private int narrowFrames;
    private int stillFrames;
    private double total;
    private double meanHz;
    private double spreadHz;

    /** Takes the next frame, 129 bins of 31.25 Hz, and returns for how many frames there has been a tone; 0 when there is none. */
    int next(float[] power, double levelDbfs) {
        int first = strongest(power, -1);
        int second = strongest(power, first);
        measure(power);
        double concentration = total <= 0 ? 0 : (lobe(power, first) + lobe(power, second)) / total;
        double firstHz = placeHz(power, first);
        double secondHz = placeHz(power, second);
        holdKey(concentration, Math.min(firstHz, secondHz), Math.max(firstHz, secondHz));
        narrowFrames = meanHz > NARROW_ABOVE_HZ && spreadHz < NARROW_SPREAD_HZ ? narrowFrames + 1 : 0;
        holdStill(power);
        if (firstHz < MIN_TONE_HZ) {
            reset();
            return 0;
        }
        holdSteady(concentration, firstHz, levelDbfs);
        holdBeating(concentration, firstHz);
        return stood();
    }

    /** Forgets the tone. */
    void reset() {
        steadyFrames = 0;
        beatingFrames = 0;
        keyFrames = 0;
        narrowFrames = 0;
        stillFrames = 0;
    }

    private int stood() {
        int stood = steadyFrames >= STEADY_FRAMES ? steadyFrames : 0;
        stood = Math.max(stood, beatingFrames >= BEATING_FRAMES ? beatingFrames : 0);
        stood = Math.max(stood, keyFrames >= KEY_FRAMES ? keyFrames : 0);
        stood = Math.max(stood, stillFrames >= STILL_FRAMES ? stillFrames : 0);
        return Math.max(stood, narrowFrames >= NARROW_FRAMES ? narrowFrames : 0);
    }

    private void holdSteady(double concentration, double hz, double levelDbfs) {
        if (concentration < MIN_CONCENTRATION) {
            steadyFrames = 0;
        } else if (steadyFrames > 0
                && Math.abs(hz - heldHz) <= MAX_DRIFT_HZ
                && Math.abs(levelDbfs - heldDbfs) <= MAX_CHANGE_DB) {
            steadyFrames++;
        } else {
            steadyFrames = 1;
            heldHz = hz;
            heldDbfs = levelDbfs;
        }
    }

    private void holdStill(float[] power) {
        double change = 0;
        double both = 0;
        for (int k = LOW_BIN - LOBE_BINS; k < HIGH_BIN; k++) {
            change += Math.abs(power[k] - before[k]);
            both += power[k] + before[k];
            before[k] = power[k];
        }
        boolean still = both > 0 && change <= MAX_STILL_CHANGE * both;
        stillFrames = still ? Math.max(stillFrames, 1) + 1 : 0;
    }

    private void holdBeating(double concentration, double hz) {
        if (concentration < BEATING_CONCENTRATION) {
            beatingFrames = 0;
        } else if (beatingFrames > 0 && Math.abs(hz - beatingHz) <= BEATING_DRIFT_HZ) {
            beatingFrames++;
        } else {
            beatingFrames = 1;
            beatingHz = hz;
        }
    }

    private void holdKey(double concentration, double lowHz, double highHz) {
        int pressed = concentration < KEY_CONCENTRATION ? -1 : DtmfKeys.of(lowHz, highHz);
        keyFrames = pressed < 0 ? 0 : pressed == key ? keyFrames + 1 : 1;
        key = pressed;
    }

    /** Power, its centre of gravity and its standard deviation over frequency. */
    private void measure(float[] power) {
        double sum = 0;
        double moment = 0;
        double squares = 0;
        for (int k = LOW_BIN - LOBE_BINS; k < power.length; k++) {
            double p = power[k];
            double weighted = p * k;
            sum += p;
            moment += weighted;
            squares += weighted * k;
        }
        total = sum;
        double mean = sum > 0 ? moment / sum : 0;
        meanHz = BIN_HZ * mean;
        spreadHz = sum > 0 ? BIN_HZ * Math.sqrt(Math.max(0, squares / sum - mean * mean)) : BIN_HZ * HIGH_BIN;
    }

    private static int strongest(float[] power, int besides) {
        int best = LOW_BIN;
        double bestPower = -1;
        int endOfFirst = besides < 0 ? HIGH_BIN : Math.max(LOW_BIN, besides - 2 * LOBE_BINS);
        for (int k = LOW_BIN; k < endOfFirst; k++) {
            if (power[k] > bestPower) {
                best = k;
                bestPower = power[k];
            }
        }
        for (int k = besides < 0 ? HIGH_BIN : besides + 2 * LOBE_BINS + 1; k < HIGH_BIN; k++) {
            if (power[k] > bestPower) {
                best = k;
                bestPower = power[k];
            }
        }
        return best;
    }

    private static double lobe(float[] power, int peak) {
        double sum = 0;
        for (int k = peak - LOBE_BINS; k <= peak + LOBE_BINS; k++) {
            sum += power[k];
        }
        return sum;
    }

    /** Centre of gravity of a peak, which is finer than a bin. */
    private static double placeHz(float[] power, int peak) {
        double weight = 0;
        double moment = 0;
        for (int k = peak - LOBE_BINS; k <= peak + LOBE_BINS; k++) {
            weight += power[k];
            moment += power[k] * k;
        }
        return weight > 0 ? BIN_HZ * moment / weight : 0;
    }
}
