package io.callfuse.dsp.signal;

/**
 * Scales 16-bit samples to -1..1 and takes a constant offset off, which worn or badly grounded lines add. The offset is the mean of
 * each block, averaged over the blocks (all of the first 16, then with that time constant) and taken off along a straight line from
 * the last block's to this one's, so that no step comes between blocks. The first block gives the first offset, so nothing has to
 * swing in. Keeps two numbers; for one thread.
 *
 * <p>The usual recursion on each sample (Smith, Introduction to Digital Filters, 2007, "DC Blocker") does the same a sample at a
 * time; here sums over blocks can be done on several samples at once.
 */
public final class DcBlocker {
    private static final float FULL_SCALE = 32768f;
    private static final int AVERAGED_BLOCKS = 16;

    private final int blockSamples;
    private float offset;
    private int blocks;

    /** Takes blocks of this many samples. */
    public DcBlocker(int blockSamples) {
        if (blockSamples < 1) {
            throw new IllegalArgumentException("a block of " + blockSamples + " samples");
        }
        this.blockSamples = blockSamples;
    }

    /** Writes the next block, without its offset, to {@code into} from index 0 on; full scale is 1. */
    public void filter(short[] samples, float[] into) {
        float mean = mean(samples);
        float before = blocks == 0 ? mean : offset;
        blocks = Math.min(blocks + 1, AVERAGED_BLOCKS);
        float rise = (mean - before) / blocks;
        float perSample = rise / blockSamples;
        for (int i = 0; i < blockSamples; i++) {
            into[i] = samples[i] * (1 / FULL_SCALE) - (before + perSample * (i + 1));
        }
        offset = before + rise;
    }

    /** Forgets the offset: the next block gives the first one again. */
    public void reset() {
        blocks = 0;
    }

    private float mean(short[] samples) {
        int sum = 0;
        for (int i = 0; i < blockSamples; i++) {
            sum += samples[i];
        }
        return sum / (FULL_SCALE * blockSamples);
    }
}
