package io.callfuse.dsp.signal;

import java.util.Arrays;

/**
 * Raises a stream of 8 kHz samples to a multiple of that rate, for consumers that take no less. It adds nothing above the
 * telephone band: images of it are 70 dB down. One stream, one thread; no call allocates.
 *
 * <p>The output lags {@link PolyphaseFilter#GROUP_DELAY_MS} behind; at factor 1 the samples pass untouched and without lag.
 * Polyphase interpolation after Crochiere and Rabiner, Multirate Digital Signal Processing, 1983, with the low-pass of
 * {@link PolyphaseFilter}.
 */
public final class Upsampler {
    /** Highest factor: from 8 to 48 kHz. */
    public static final int MAX_FACTOR = 6;

    private static final int TAPS = (int) (2 * PolyphaseFilter.GROUP_DELAY_MS / 1000 * PolyphaseFilter.OUTPUT_RATE_HZ);

    private final int factor;
    /** One row of taps for each output between two inputs, the tap for the newest input first. */
    private final float[][] rows;
    /** The last inputs, newest first from {@code newest} on; kept twice, so that they never wrap. */
    private final float[] history = new float[2 * TAPS];

    private int newest;

    /**
     * Starts a stream in silence.
     *
     * @throws IllegalArgumentException if the factor is not in 1..{@value #MAX_FACTOR}
     */
    public Upsampler(int factor) {
        if (factor < 1 || factor > MAX_FACTOR) {
            throw new IllegalArgumentException("factor " + factor + " is not in 1.." + MAX_FACTOR);
        }
        this.factor = factor;
        rows = new float[factor][];
        for (int row = 0; row < factor; row++) {
            rows[row] = design((double) row / factor);
        }
    }

    private static float[] design(double place) {
        double[] row = new double[TAPS];
        for (int tap = 0; tap < TAPS; tap++) {
            row[tap] = PolyphaseFilter.impulseResponse(
                    (tap + place) / PolyphaseFilter.OUTPUT_RATE_HZ - PolyphaseFilter.GROUP_DELAY_MS / 1000);
        }
        double sum = Arrays.stream(row).sum();
        float[] taps = new float[TAPS];
        for (int tap = 0; tap < TAPS; tap++) {
            taps[tap] = (float) (row[tap] / sum);
        }
        return taps;
    }

    /** Output samples for each input sample. */
    public int factor() {
        return factor;
    }

    /**
     * Takes the next samples of the stream.
     *
     * @param out takes {@link #factor} times as many samples
     * @throws IllegalArgumentException if {@code out} is too short
     */
    public void accept(short[] in, short[] out) {
        if (out.length < in.length * factor) {
            throw new IllegalArgumentException("room for " + out.length + " samples, not " + in.length * factor);
        }
        if (factor == 1) {
            System.arraycopy(in, 0, out, 0, in.length);
            return;
        }
        int produced = 0;
        for (short sample : in) {
            newest = (newest == 0 ? TAPS : newest) - 1;
            history[newest] = sample;
            history[newest + TAPS] = sample;
            for (float[] row : rows) {
                out[produced++] = Pcm16.round(filtered(row));
            }
        }
    }

    private float filtered(float[] row) {
        float sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
            sum += row[tap] * history[newest + tap];
        }
        return sum;
    }

    /** Begins anew in silence. */
    public void reset() {
        Arrays.fill(history, 0);
    }
}
