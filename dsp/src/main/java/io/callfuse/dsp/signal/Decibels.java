package io.callfuse.dsp.signal;

import io.callfuse.dsp.kernel.FastLog;

/**
 * Levels relative to full scale. A square wave at full scale has 0 dBFS, a sine 3.01 dB less: the level of a signal is that of
 * its mean square, samples in -1..1; 20 log10 of the root, as ITU-T P.56 (2011) has levels of speech but for their pauses.
 */
public final class Decibels {
    /** The level that stands for silence: nothing measured here lies below it. */
    public static final double FLOOR_DBFS = -100;

    private static final double FLOOR_POWER = 1e-10;
    private static final double DB_PER_NEPER_OF_POWER = 10 / StrictMath.log(10);
    private static final double DB_PER_OCTAVE_OF_POWER = DB_PER_NEPER_OF_POWER * StrictMath.log(2);

    private Decibels() {}

    /** Returns the level of a mean square (full scale is 1), dBFS, {@link #FLOOR_DBFS} at least, which NaN is too. */
    public static double ofPower(double meanSquare) {
        return meanSquare > FLOOR_POWER ? ofRatio(Math.min(meanSquare, Double.MAX_VALUE)) : FLOOR_DBFS;
    }

    /** Returns a ratio of two powers in dB; the ratio must be over 0. */
    public static double ofRatio(double powerRatio) {
        return DB_PER_OCTAVE_OF_POWER * FastLog.log2(powerRatio);
    }

    /** Returns the mean square that has this level. By {@code exp}, since {@code StrictMath.pow} allocates. */
    public static double toPower(double levelDbfs) {
        return StrictMath.exp(levelDbfs / DB_PER_NEPER_OF_POWER);
    }

    /** Returns the level of a run of samples in -1..1, dBFS. */
    public static double levelDbfs(float[] samples, int offset, int length) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return ofPower(sum / length);
    }
}
