package io.callfuse.perf.ear;

/**
 * A band pass of linear phase, its delay taken out: 6 dB down at the corners, 60 dB down 50 Hz beyond them, flat 50 Hz inside
 * (a sinc windowed by Kaiser, beta 5.65: Kaiser 1974). Steeper than the channel of ITU-T G.712.
 */
final class SteepBand implements Band {
    private static final double SAMPLE_RATE_HZ = 8000;
    private static final int HALF = 145;
    private static final double BETA = 5.65;

    private final double[] taps = new double[2 * HALF + 1];

    SteepBand(double lowHz, double highHz) {
        for (int i = -HALF; i <= HALF; i++) {
            double along = (double) i / HALF;
            double window = bessel(BETA * Math.sqrt(1 - along * along)) / bessel(BETA);
            taps[i + HALF] = window * (sinc(i, highHz) - sinc(i, lowHz));
        }
    }

    @Override
    public double[] filter(double[] samples) {
        double[] filtered = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            int first = Math.max(0, i - HALF);
            int last = Math.min(samples.length - 1, i + HALF);
            double sum = 0;
            for (int j = first; j <= last; j++) {
                sum += taps[j - i + HALF] * samples[j];
            }
            filtered[i] = sum;
        }
        return filtered;
    }

    private static double sinc(int i, double cornerHz) {
        double w = 2 * cornerHz / SAMPLE_RATE_HZ;
        return i == 0 ? w : StrictMath.sin(Math.PI * w * i) / (Math.PI * i);
    }

    /** The modified Bessel function of order 0, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < 40; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
