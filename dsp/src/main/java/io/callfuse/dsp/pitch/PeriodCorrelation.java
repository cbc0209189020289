package io.callfuse.dsp.pitch;

import io.callfuse.dsp.kernel.Kernels;

/**
 * Normalised cross-correlation of a 30-ms stretch with itself some lags later (Talkin 1995, RAPT), at the few lags that are
 * asked for. For one thread.
 */
final class PeriodCorrelation {
    private static final int LONGEST_MS = 20;
    private static final int WINDOW_MS = 30;
    private static final float SMALLEST_ENERGY = 1e-12f;
    private static final float LITTLE_ENERGY = 1e-9f;

    private final Kernels kernels = Kernels.best();
    private final int longest;
    private final int window;
    private final int from;
    private final float[] centred;
    private final float[] squares;
    private final float[] laterEnergy;
    private final float[] inverseNorm;
    /** All sums of products where they are formed at once, otherwise those at three lags and at three about half of them. */
    private final float[] products;

    private float peakLag;
    private float peakHeight;
    private float halfPeakHeight;

    /** @param rateKhz samples a millisecond, even */
    PeriodCorrelation(int rateKhz) {
        longest = LONGEST_MS * rateKhz;
        window = WINDOW_MS * rateKhz;
        from = VoiceBands.SPAN_MS * rateKhz - window - longest;
        centred = new float[window + longest + 1];
        squares = new float[window + longest + 1];
        laterEnergy = new float[longest + 1];
        inverseNorm = new float[longest + 1];
        products = new float[longest + 1];
    }

    /** Takes the band's last 60 ms. */
    void measure(float[] band) {
        int length = window + longest;
        float[] x = centred;
        System.arraycopy(band, from, x, 0, length);
        float mean = sum(x, length) / length;
        for (int i = 0; i < length; i++) {
            x[i] -= mean;
        }
        kernels.multiply(x, x, squares, length);
        measureEnergies(sum(squares, window));
        if (kernels.manyAtOnce()) {
            kernels.correlate(x, 0, x, 0, window, longest + 1, products);
        }
    }

    private static float sum(float[] x, int length) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < length; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        return (a + b) + (c + d);
    }

    private void measureEnergies(float first) {
        float energy = first;
        for (int lag = 0; lag < longest; lag += 2) {
            float step = squares[lag + window] - squares[lag];
            float next = squares[lag + 1 + window] - squares[lag + 1];
            laterEnergy[lag] = energy;
            laterEnergy[lag + 1] = energy + step;
            energy += step + next;
        }
        laterEnergy[longest] = energy;
        laterEnergy[0] = Math.max(laterEnergy[0], SMALLEST_ENERGY);
        float own = laterEnergy[0];
        for (int lag = 0; lag <= longest; lag++) {
            inverseNorm[lag] = 1 / (float) Math.sqrt(own * Math.max(laterEnergy[lag], SMALLEST_ENERGY));
        }
    }

    /** Fourth root of how much more energy this has than another, 0..2. */
    float shareOf(PeriodCorrelation other) {
        float ratio = laterEnergy[0] / (other.laterEnergy[0] + LITTLE_ENERGY);
        return Math.min(2, (float) Math.sqrt((float) Math.sqrt(ratio)));
    }

    /**
     * Looks for the peak at or beside a lag, and for that at or beside half of it: the top of a parabola through the correlation at
     * the three whole lags nearest to it. The lag is a finer one than was asked for, up to one sample away.
     */
    void seek(float lag) {
        int below = lagBelow(lag);
        int belowHalf = lagBelow(0.5f * lag);
        boolean all = kernels.manyAtOnce();
        if (!all) {
            multiply(below, belowHalf);
        }
        peak(all ? belowHalf : 3, belowHalf);
        halfPeakHeight = peakHeight;
        peak(all ? below : 0, below);
    }

    private int lagBelow(float lag) {
        return Math.max(0, Math.min((int) (lag + 0.5f) - 1, longest - 2));
    }

    /** The sums of products at three lags and at three others, each in the order of the samples, as the kernels form them. */
    private void multiply(int one, int other) {
        float[] x = centred;
        float one0 = 0;
        float one1 = 0;
        float one2 = 0;
        float other0 = 0;
        float other1 = 0;
        float other2 = 0;
        for (int i = 0; i < window; i += 2) {
            float even = x[i];
            float odd = x[i + 1];
            float second = x[i + one + 1];
            float third = x[i + one + 2];
            one0 = one0 + even * x[i + one] + odd * second;
            one1 = one1 + even * second + odd * third;
            one2 = one2 + even * third + odd * x[i + one + 3];
            second = x[i + other + 1];
            third = x[i + other + 2];
            other0 = other0 + even * x[i + other] + odd * second;
            other1 = other1 + even * second + odd * third;
            other2 = other2 + even * third + odd * x[i + other + 3];
        }
        products[0] = one0;
        products[1] = one1;
        products[2] = one2;
        products[3] = other0;
        products[4] = other1;
        products[5] = other2;
    }

    /** The peak around three lags from {@code below} on, whose products begin at {@code at}. */
    private void peak(int at, int below) {
        float first = products[at] * inverseNorm[below];
        float middle = products[at + 1] * inverseNorm[below + 1];
        float last = products[at + 2] * inverseNorm[below + 2];
        float bend = first - 2 * middle + last;
        boolean peak = middle >= first && middle >= last && bend < 0;
        float aside = peak ? 0.5f * (first - last) / bend : last > first ? 1 : -1;
        peakLag = below + 1 + aside;
        float height = peak ? middle - 0.25f * (first - last) * aside : Math.max(first, last);
        peakHeight = Math.max(-1, Math.min(1, height));
    }

    /** Where the peak last sought lies, samples. */
    float peakLag() {
        return peakLag;
    }

    /** How high it is, -1..1. */
    float peakHeight() {
        return peakHeight;
    }

    /** How high the peak at half its lag is, -1..1. */
    float halfPeakHeight() {
        return halfPeakHeight;
    }
}
