package io.callfuse.perf.ear;

import io.callfuse.dsp.signal.Decibels;

/** Level of the speech in a recording, its pauses left out, as in spirit ITU-T P.56 has it. */
public final class Levels {
    private static final double BELOW_LOUDEST_DB = 25;
    private static final int FRAME_SAMPLES = 160;
    private static final double FULL_SCALE = 32768;

    private Levels() {}

    /** Returns the level of the 20 ms frames within 25 dB of the loudest one, dBFS. */
    public static double speechDbfs(short[] samples) {
        double[] wide = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            wide[i] = samples[i];
        }
        return speechDbfs(wide);
    }

    /** The same of samples not yet rounded, full scale being 32768. */
    static double speechDbfs(double[] samples) {
        double[] power = new double[samples.length / FRAME_SAMPLES];
        double loudest = 0;
        for (int f = 0; f < power.length; f++) {
            for (int i = f * FRAME_SAMPLES; i < (f + 1) * FRAME_SAMPLES; i++) {
                power[f] += samples[i] / FULL_SCALE * (samples[i] / FULL_SCALE) / FRAME_SAMPLES;
            }
            loudest = Math.max(loudest, power[f]);
        }
        double least = loudest * StrictMath.pow(10, -BELOW_LOUDEST_DB / 10);
        double sum = 0;
        int counted = 0;
        for (double one : power) {
            if (one >= least) {
                sum += one;
                counted++;
            }
        }
        return Decibels.ofPower(counted == 0 ? 0 : sum / counted);
    }

    /** The factor of amplitude that this many decibels are. */
    public static double factor(double db) {
        return StrictMath.pow(10, db / 20);
    }
}
