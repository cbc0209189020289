package io.callfuse.dsp.pitch;

/**
 * Normalised cross-correlation of a 30-ms stretch with itself some lags later (Talkin 1995, RAPT), at the few lags that are
 * asked for. For one thread.
 */
final class PeriodCorrelation {
    private static final int LONGEST_MS = 20;
    private static final int WINDOW_MS = 30;
    private static final float SMALLEST_ENERGY = 1e-12f;
    private static final float LITTLE_ENERGY = 1e-9f;

    private final int longest;
    private final int window;
    private final int from;
    private final float[] centred;
    private final float[] laterEnergy;

    /** @param rateKhz samples a millisecond, even */
    PeriodCorrelation(int rateKhz) {
        longest = LONGEST_MS * rateKhz;
        window = WINDOW_MS * rateKhz;
        from = VoiceBands.SPAN_MS * rateKhz - window - longest;
        centred = new float[window + longest + 1];
        laterEnergy = new float[longest + 1];
    }

    /** Takes the band's last 60 ms. */
    void measure(float[] band) {
        float even = 0;
        float odd = 0;
        int length = window + longest;
        for (int i = 0; i < length; i += 2) {
            even += band[from + i];
            odd += band[from + i + 1];
        }
        float mean = (even + odd) / length;
        System.arraycopy(band, from, centred, 0, length);
        for (int i = 0; i < length; i++) {
            centred[i] -= mean;
        }
        float energy = SMALLEST_ENERGY;
        for (int i = 0; i < window; i++) {
            energy += centred[i] * centred[i];
        }
        for (int lag = 0; lag <= longest; lag++) {
            laterEnergy[lag] = energy;
            float gone = centred[lag];
            float come = centred[lag + window];
            energy = Math.max(SMALLEST_ENERGY, energy + (come * come - gone * gone));
        }
    }

    /** Fourth root of how much more energy this has than another, 0..2. */
    float shareOf(PeriodCorrelation other) {
        float ratio = laterEnergy[0] / (other.laterEnergy[0] + LITTLE_ENERGY);
        return Math.min(2, (float) Math.sqrt((float) Math.sqrt(ratio)));
    }

    /** The correlation at a lag between two samples: the greater of what these have, -1..1. */
    float at(float lag) {
        int below = Math.min((int) lag, longest - 1);
        float atBelow = 0;
        float atAbove = 0;
        float atBelowOdd = 0;
        float atAboveOdd = 0;
        for (int i = 0; i < window; i += 2) {
            float even = centred[i];
            float odd = centred[i + 1];
            float shared = centred[i + below + 1];
            atBelow += even * centred[i + below];
            atAbove += even * shared;
            atBelowOdd += odd * shared;
            atAboveOdd += odd * centred[i + below + 2];
        }
        float lower = (atBelow + atBelowOdd) / (float) Math.sqrt(laterEnergy[0] * laterEnergy[below]);
        float upper = (atAbove + atAboveOdd) / (float) Math.sqrt(laterEnergy[0] * laterEnergy[below + 1]);
        return Math.max(-1, Math.min(1, Math.max(lower, upper)));
    }
}
