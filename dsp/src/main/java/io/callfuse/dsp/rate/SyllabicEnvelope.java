package io.callfuse.dsp.rate;

/**
 * Loudness of the band in which vowels are strong, 300-1200 Hz, against the loudest speech of the last seconds: the fourth root
 * of the power ratio (Stevens' law gives 0.3; two square roots are cheap), smoothed over three frames, as Mermelstein 1975 and
 * Pfitzinger, Burger and Heid 1996 weight the spectrum before they look for syllables. Its value does not depend on the
 * level of the line. For one thread; allocates nothing after construction.
 */
final class SyllabicEnvelope {
    private static final double LOW_HZ = 300;
    private static final double VOWEL_HIGH_HZ = 1200;
    private static final double HIGH_HZ = 3400;
    private static final double TINY_POWER = 1e-10;
    private static final double SIDE_WEIGHT = 0.2;
    /** 25 dB: what is further below the loudest speech is a breath or the line. */
    private static final double SOUNDING_SHARE = StrictMath.pow(10, -2.5);

    private final int lowBin;
    private final int vowelBin;
    private final int highBin;
    private final double decay;
    private double loudest = TINY_POWER;
    private double newest;
    private double previous;
    private boolean sounding;

    /**
     * @param binHz distance of the bins of the spectra
     * @param hopSeconds distance of the spectra
     * @param decayDbPerSecond how fast the loudest speech is forgotten
     */
    SyllabicEnvelope(double binHz, double hopSeconds, double decayDbPerSecond) {
        this.lowBin = (int) Math.round(LOW_HZ / binHz);
        this.vowelBin = (int) Math.round(VOWEL_HIGH_HZ / binHz);
        this.highBin = (int) Math.round(HIGH_HZ / binHz);
        this.decay = StrictMath.pow(10, -decayDbPerSecond * hopSeconds / 10);
    }

    /** Takes a power spectrum and returns the smoothed envelope one frame before it, 0..1; NaN where the spectrum is no number. */
    double next(float[] power) {
        double vowels = sum(power, lowBin, vowelBin);
        double total = vowels + sum(power, vowelBin, highBin);
        if (!(total <= Double.MAX_VALUE) || !(vowels >= 0)) {
            restart();
            return Double.NaN;
        }
        loudest = Math.max(Math.max(loudest * decay, TINY_POWER), total);
        sounding = total > loudest * SOUNDING_SHARE && total > TINY_POWER;
        double value = Math.sqrt(Math.sqrt(vowels / loudest));
        double smoothed = SIDE_WEIGHT * (previous + value) + (1 - 2 * SIDE_WEIGHT) * newest;
        previous = newest;
        newest = value;
        return smoothed;
    }

    /** Four sums at once: one alone waits for each addition. */
    private static double sum(float[] power, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int k = from;
        for (; k + 4 <= to; k += 4) {
            a += power[k];
            b += power[k + 1];
            c += power[k + 2];
            d += power[k + 3];
        }
        for (; k < to; k++) {
            a += power[k];
        }
        return a + b + (c + d);
    }

    /** Whether the newest frame is less than 25 dB below the loudest speech. */
    boolean sounding() {
        return sounding;
    }

    /** Forgets the last frames, not the loudest speech. */
    void restart() {
        newest = 0;
        previous = 0;
        sounding = false;
    }

    /** Forgets everything. */
    void reset() {
        restart();
        loudest = TINY_POWER;
    }
}
