package io.callfuse.engine.training;

import io.callfuse.dsp.signal.Decibels;
import io.callfuse.engine.call.MediaTime;

/** Level of the speech in a recording, its pauses left out, as in spirit ITU-T P.56 has it. */
final class SpeechLevel {
    private static final double BELOW_LOUDEST_DB = 25;

    private SpeechLevel() {}

    /** Returns the level of the frames within 25 dB of the loudest one, dBFS. */
    static double dbfs(short[] samples) {
        int frames = samples.length / MediaTime.FRAME_SAMPLES;
        double[] power = new double[frames];
        double loudest = 0;
        for (int f = 0; f < frames; f++) {
            for (int i = f * MediaTime.FRAME_SAMPLES; i < (f + 1) * MediaTime.FRAME_SAMPLES; i++) {
                power[f] += samples[i] / 32768.0 * (samples[i] / 32768.0) / MediaTime.FRAME_SAMPLES;
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
}
