package io.callfuse.dsp.signal;

/**
 * Brings a stream of samples from any rate of 8 to 192 kHz to 8 kHz. One stream, one thread. The output depends on the samples
 * alone, not on the blocks they come in; no call allocates.
 *
 * <p>After n input samples at R Hz exactly ceil(n * 8000 / R) output samples have come out, lagging
 * {@link PolyphaseFilter#GROUP_DELAY_MS} behind. At 8 kHz the samples pass untouched and without lag. Polyphase interpolation after
 * Crochiere and Rabiner, Multirate Digital Signal Processing, 1983.
 */
public final class Resampler {
    private final PolyphaseFilter filter;
    private final int taps;
    /** The last {@code taps} inputs, newest first from {@code newest} on; kept twice, so that they never wrap. */
    private final float[] history;

    private int newest;
    private int place;
    private int inputsUntilOutput = 1;

    /** Starts a stream in silence. */
    public Resampler(PolyphaseFilter filter) {
        this.filter = filter;
        taps = filter.tapsPerRow();
        history = new float[2 * taps];
    }

    /** Sample rate of what goes in. */
    public int inputRateHz() {
        return filter.inputRateHz();
    }

    /** How many samples can at most come out when {@code inputSamples} go in. */
    public int maxOutput(int inputSamples) {
        long wide = (long) inputSamples * filter.interpolation() + filter.decimation() - 1;
        return (int) (wide / filter.decimation());
    }

    /**
     * Takes the next samples of the stream.
     *
     * @param out takes what comes out, from index 0 on; at least {@link #maxOutput} samples long
     * @return how many samples came out
     * @throws IllegalArgumentException if {@code out} is too short
     */
    public int resample(short[] in, int offset, int length, short[] out) {
        if (out.length < maxOutput(length)) {
            throw new IllegalArgumentException(
                    "room for " + out.length + " samples, but " + maxOutput(length) + " may come out");
        }
        if (filter.inputRateHz() == PolyphaseFilter.OUTPUT_RATE_HZ) {
            System.arraycopy(in, offset, out, 0, length);
            return length;
        }
        int produced = 0;
        for (int i = offset; i < offset + length; i++) {
            remember(in[i]);
            if (--inputsUntilOutput == 0) {
                out[produced++] = Pcm16.round(filtered(filter.rowStart(place)));
                place += filter.decimation();
                inputsUntilOutput = place / filter.interpolation();
                place %= filter.interpolation();
            }
        }
        return produced;
    }

    private void remember(float sample) {
        newest = (newest == 0 ? taps : newest) - 1;
        history[newest] = sample;
        history[newest + taps] = sample;
    }

    /** Four sums side by side, always in the same order: float addition is not associative. */
    private float filtered(int row) {
        float[] weights = filter.taps();
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int tap = 0; tap < taps; tap += 4) {
            a += weights[row + tap] * history[newest + tap];
            b += weights[row + tap + 1] * history[newest + tap + 1];
            c += weights[row + tap + 2] * history[newest + tap + 2];
            d += weights[row + tap + 3] * history[newest + tap + 3];
        }
        return (a + b) + (c + d);
    }
}
