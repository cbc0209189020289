package io.callfuse.dsp.spectrum;

/**
 * Fourier transform of a real frame whose size is a power of two: a complex transform of half the size (radix 2, decimation
 * in time, Cooley and Tukey 1965) over the even and odd samples, then their separation. All sines are tabulated by
 * {@link StrictMath}, so that the same frame gives the same bits everywhere. Allocates when made; for one thread.
 */
public final class RealFft {
    private final int size;
    private final int half;
    private final int[] reversed;
    private final double[] cosines;
    private final double[] sines;
    private final double[] re;
    private final double[] im;

    /** @param size samples in a frame, a power of two, 4 at least */
    public RealFft(int size) {
        if (size < 4 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size is " + size + ", not a power of two of 4 at least");
        }
        this.size = size;
        this.half = size / 2;
        this.reversed = new int[half];
        this.cosines = new double[half];
        this.sines = new double[half];
        this.re = new double[half];
        this.im = new double[half];
        int bits = Integer.numberOfTrailingZeros(half);
        for (int i = 0; i < half; i++) {
            reversed[i] = Integer.reverse(i) >>> 32 - bits;
            cosines[i] = StrictMath.cos(2 * Math.PI * i / size);
            sines[i] = StrictMath.sin(2 * Math.PI * i / size);
        }
    }

    /** Samples in a frame. */
    public int size() {
        return size;
    }

    /** Writes |X(k)|^2 for k = 0..size/2 into {@code squaredMagnitude}; zeros when a sample is no number. */
    public void squaredMagnitude(double[] frame, double[] squaredMagnitude) {
        for (int i = 0; i < half; i++) {
            re[reversed[i]] = frame[2 * i];
            im[reversed[i]] = frame[2 * i + 1];
        }
        butterflies();
        double dc = re[0] + im[0];
        double nyquist = re[0] - im[0];
        if (!Double.isFinite(dc)) {
            // Every sample enters every bin: the sum of all tells whether one of them was no number.
            java.util.Arrays.fill(squaredMagnitude, 0, half + 1, 0);
            return;
        }
        squaredMagnitude[0] = dc * dc;
        squaredMagnitude[half] = nyquist * nyquist;
        for (int k = 1; k < half; k++) {
            squaredMagnitude[k] = separated(k);
        }
    }

    private void butterflies() {
        for (int span = 1; span < half; span <<= 1) {
            int stride = half / span;
            for (int start = 0; start < half; start += 2 * span) {
                for (int j = 0; j < span; j++) {
                    butterfly(start + j, start + j + span, j * stride);
                }
            }
        }
    }

    private void butterfly(int upper, int lower, int angle) {
        double turnedRe = re[lower] * cosines[angle] + im[lower] * sines[angle];
        double turnedIm = im[lower] * cosines[angle] - re[lower] * sines[angle];
        re[lower] = re[upper] - turnedRe;
        im[lower] = im[upper] - turnedIm;
        re[upper] += turnedRe;
        im[upper] += turnedIm;
    }

    /** X(k) = E(k) + exp(-2 pi i k / N) O(k), with E and O from the symmetry of the packed transform. */
    private double separated(int k) {
        int mirror = half - k;
        double evenRe = 0.5 * (re[k] + re[mirror]);
        double evenIm = 0.5 * (im[k] - im[mirror]);
        double oddRe = 0.5 * (im[k] + im[mirror]);
        double oddIm = 0.5 * (re[mirror] - re[k]);
        double sumRe = evenRe + oddRe * cosines[k] + oddIm * sines[k];
        double sumIm = evenIm + oddIm * cosines[k] - oddRe * sines[k];
        return sumRe * sumRe + sumIm * sumIm;
    }
}
