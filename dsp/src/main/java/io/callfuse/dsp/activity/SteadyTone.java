package io.callfuse.dsp.activity;

/**
 * Recognises tones that stand still: dial, busy and ring-back tones, the two tones of a DTMF key, a held note. Such a frame has
 * nearly all of its power in two spectral peaks, and the stronger one keeps its place and strength from frame to frame, which
 * a voice does for hardly longer than 0.1 s. Two tones that beat, as ring-back's do, keep their place more loosely and their
 * strength not at all; they must stand for 0.2 s. For one thread; allocates nothing after construction.
 */
final class SteadyTone {
    private static final int LOBE_BINS = 2;
    /** No signalling tone is lower (dial tone has 350 Hz); the fundamental of a soft voice is. */
    private static final double MIN_TONE_HZ = 310;

    private static final double MIN_CONCENTRATION = 0.85;
    private static final double MAX_DRIFT_HZ = 8;
    private static final double MAX_CHANGE_DB = 1.5;
    private static final int STEADY_FRAMES = 5;
    private static final double BEATING_CONCENTRATION = 0.94;
    private static final double BEATING_DRIFT_HZ = 25;
    private static final int BEATING_FRAMES = 10;

    private final double binHz;
    private double heldHz;
    private double heldDbfs;
    private int steadyFrames;
    private double beatingHz;
    private int beatingFrames;

    SteadyTone(double binHz) {
        this.binHz = binHz;
    }

    /** Takes the next frame and returns for how many frames a tone has stood; 0 when there is none. */
    int next(double[] power, double levelDbfs) {
        int peak = strongest(power, -1);
        int second = strongest(power, peak);
        double total = 0;
        for (double p : power) {
            total += p;
        }
        double concentration = total <= 0 ? 0 : (lobe(power, peak) + lobe(power, second)) / total;
        double hz = interpolatedHz(power, peak);
        if (hz < MIN_TONE_HZ) {
            reset();
            return 0;
        }
        holdSteady(concentration, hz, levelDbfs);
        holdBeating(concentration, hz);
        if (steadyFrames >= STEADY_FRAMES) {
            return steadyFrames;
        }
        return beatingFrames >= BEATING_FRAMES ? beatingFrames : 0;
    }

    /** Forgets the tone. */
    void reset() {
        steadyFrames = 0;
        beatingFrames = 0;
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

    private static int strongest(double[] power, int besides) {
        int best = LOBE_BINS;
        double bestPower = -1;
        for (int k = LOBE_BINS; k < power.length - LOBE_BINS; k++) {
            boolean taken = besides >= 0 && Math.abs(k - besides) <= 2 * LOBE_BINS;
            if (!taken && power[k] > bestPower) {
                best = k;
                bestPower = power[k];
            }
        }
        return best;
    }

    private static double lobe(double[] power, int peak) {
        double sum = 0;
        for (int k = peak - LOBE_BINS; k <= peak + LOBE_BINS; k++) {
            sum += power[k];
        }
        return sum;
    }

    /** Centre of gravity of the peak's amplitudes, which is finer than a bin. */
    private double interpolatedHz(double[] power, int peak) {
        double weight = 0;
        double moment = 0;
        for (int k = peak - LOBE_BINS; k <= peak + LOBE_BINS; k++) {
            weight += power[k];
            moment += power[k] * k;
        }
        return weight > 0 ? binHz * moment / weight : 0;
    }
}
