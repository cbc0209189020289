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
    private float peakLag;
    private float peakHeight;

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
        for (int i = 0; i < length; i++) {
            centred[i] = band[from + i] - mean;
        }
        float energyEven = SMALLEST_ENERGY;
        float energyOdd = 0;
        for (int i = 0; i < window; i += 2) {
            energyEven += centred[i] * centred[i];
            energyOdd += centred[i + 1] * centred[i + 1];
        }
        float energy = energyEven + energyOdd;
        for (int lag = 0; lag <= longest; lag++) {
            laterEnergy[lag] = energy;
            float gone = centred[lag];
            float come = centred[lag + window];
            float moved = energy + (come * come - gone * gone);
            energy = moved > SMALLEST_ENERGY ? moved : SMALLEST_ENERGY;
        }
    }

    /** Fourth root of how much more energy this has than another, 0..2. */
    float shareOf(PeriodCorrelation other) {
        float ratio = laterEnergy[0] / (other.laterEnergy[0] + LITTLE_ENERGY);
        return Math.min(2, (float) Math.sqrt((float) Math.sqrt(ratio)));
    }

    /**
     * Looks for the peak at or beside a lag: the top of a parabola through the correlation at the three whole lags nearest to it.
     * The lag is a finer one than was asked for, up to one sample away.
     */
    void seek(float lag) {
        int below = Math.max(0, Math.min(Math.round(lag) - 1, longest - 2));
        float first = 0;
        float middle = 0;
        float last = 0;
        float firstOdd = 0;
        float middleOdd = 0;
        float lastOdd = 0;
        for (int i = 0; i < window; i += 2) {
            float even = centred[i];
            float odd = centred[i + 1];
            float second = centred[i + below + 1];
            float third = centred[i + below + 2];
            first += even * centred[i + below];
            firstOdd += odd * second;
            middle += even * second;
            middleOdd += odd * third;
            last += even * third;
            lastOdd += odd * centred[i + below + 3];
        }
        first = normalised(first + firstOdd, below);
        middle = normalised(middle + middleOdd, below + 1);
        last = normalised(last + lastOdd, below + 2);
        float bend = first - 2 * middle + last;
        boolean peak = middle >= first && middle >= last && bend < 0;
        float aside = peak ? 0.5f * (first - last) / bend : last > first ? 1 : -1;
        peakLag = below + 1 + aside;
        float height = peak ? middle - 0.25f * (first - last) * aside : Math.max(first, last);
        peakHeight = Math.max(-1, Math.min(1, height));
    }

    private float normalised(float product, int lag) {
        return product / (float) Math.sqrt(laterEnergy[0] * laterEnergy[lag]);
    }

    /** Where the peak last sought lies, samples. */
    float peakLag() {
        return peakLag;
    }

    /** How high it is, -1..1. */
    float peakHeight() {
        return peakHeight;
    }
}
